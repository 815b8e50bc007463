using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using NormGen.Bench.Memory;
using NormGen.Bench.Peers.Copies;
using NormGen.Bench.Peers.Managed;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Micro;

/// <summary>A pass at a few shapes, one for each way in which a statistic group can lie in memory.</summary>
[MemoryDiagnoser]
public abstract class PassBenchmarks
{
    // Tiny; a plane in registers; a channel in L1; beyond L2, in both layouts; a dense layer's activations.
    private static readonly string[] Shapes =
    [
        "8x16x4x4 NHWC", "1x2048x7x7 NCHW", "1x64x56x56 NCHW", "1x64x56x56 NHWC", "1x256x56x56 NCHW", "1x256x56x56 NHWC",
        "256x512 NC",
    ];

    private readonly Pass pass;
    private InProcessContender copy = null!;
    private InProcessContender kernel = null!;

    private protected PassBenchmarks(Pass pass) => this.pass = pass;

    /// <summary>Sizes and layout.</summary>
    [ParamsSource(nameof(Rows))]
    public string Row { get; set; } = "";

    public static IEnumerable<string> Rows => Shapes;

    [GlobalSetup]
    public void Setup()
    {
        var row = Suite.Row.All.Single(row => row.Pass == pass && $"{row.Shape} {row.LayoutName}" == Row);
        var workload = new Workload(row, new TensorAllocator(unaligned: false), threads: 1);
        copy = (InProcessContender)new SpanCopy().Enter(workload);
        kernel = (InProcessContender)new GeneratedKernel().Enter(workload);
    }

    [Benchmark(Baseline = true)]
    public void Copy() => copy.Call();

    [Benchmark]
    public void Kernel() => kernel.Call();
}
