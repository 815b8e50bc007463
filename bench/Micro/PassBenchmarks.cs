using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using NormGen.Bench.Memory;
using NormGen.Bench.Peers.Copies;
using NormGen.Bench.Peers.Managed;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Micro;

/// <summary>A pass at a dozen shapes, one for each way in which a statistic group can lie in memory.</summary>
[MemoryDiagnoser]
public abstract class PassBenchmarks
{
    // Tiny; a plane in registers; a channel in L1; beyond L2, in both layouts; packed rows; a dense layer's activations; groups
    // of channels, which channels-last memory interleaves; whole samples' planes; rows.
    private static readonly string[] Shapes =
    [
        "BN 8x16x4x4 NHWC", "BN 1x2048x7x7 NCHW", "BN 1x64x56x56 NCHW", "BN 1x64x56x56 NHWC", "BN 1x256x56x56 NCHW",
        "BN 1x256x56x56 NHWC", "BN 1x24x56x56 NHWC", "BN 256x512 NC", "GN32 1x320x64x64 NHWC", "IN 1x128x64x64 NCHW",
        "LN 128x768 rows", "RMS 128x4096 rows",
    ];

    private readonly Pass pass;
    private InProcessContender copy = null!;
    private InProcessContender kernel = null!;

    private protected PassBenchmarks(Pass pass) => this.pass = pass;

    /// <summary>Operation, sizes and layout.</summary>
    [ParamsSource(nameof(Rows))]
    public string Row { get; set; } = "";

    /// <summary>Those that have the pass: inference that differs from training forward is batch norm's alone.</summary>
    public IEnumerable<string> Rows => Shapes.Where(shape => RowsOfPass.Any(row => Name(row) == shape));

    private IEnumerable<Row> RowsOfPass => Suite.Row.All.Where(row => row.Pass == pass);

    [GlobalSetup]
    public void Setup()
    {
        var row = RowsOfPass.Single(row => Name(row) == Row);
        var workload = new Workload(row, new TensorAllocator(unaligned: false), threads: 1);
        copy = (InProcessContender)new SpanCopy().Enter(workload);
        kernel = (InProcessContender)new GeneratedKernel().Enter(workload);
    }

    [Benchmark(Baseline = true)]
    public void Copy() => copy.Call();

    [Benchmark]
    public void Kernel() => kernel.Call();

    private static string Name(Row row) => $"{row.Layer.Operation} {row.Shape} {row.LayoutName}";
}
