using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>What a kernel is called with. Element (o, c, i) of a tensor is at (o C + c) inner + i.</summary>
internal sealed class Workload
{
    public const double Epsilon = 1e-5;

    public Workload(KernelSpec spec, int outer, int inner, Fill fill, int seed)
    {
        (Spec, Outer, Inner, Fill) = (spec, outer, inner, fill);
        var random = new Random(seed);
        Input = new float[outer * spec.Channels * inner];
        OutputGradient = new float[Input.Length];
        for (var at = 0; at < Input.Length; at++)
        {
            Input[at] = (float)fill.Value(random, ChannelOf(at), IndexInChannel(at), PerChannel);
            OutputGradient[at] = (float)random.Normal();
        }

        Residual = spec.Residual ? [.. Input.Select(_ => (float)(10 * random.Normal()))] : [];
        Gamma = PerChannelTable(_ => 0.5 + random.NextDouble());
        Beta = PerChannelTable(_ => random.Normal());
        RunningMean = PerChannelTable(channel => Input[channel * inner]);
        RunningVariance = PerChannelTable(_ => 0.1 + random.NextDouble());
    }

    public KernelSpec Spec { get; }

    public Fill Fill { get; }

    public int Outer { get; }

    public int Inner { get; }

    public int PerChannel => Outer * Inner;

    public float[] Input { get; }

    public float[] OutputGradient { get; }

    /// <summary>What is added to the normalized value; empty where the kernel takes none.</summary>
    public float[] Residual { get; }

    public float[] Gamma { get; }

    public float[] Beta { get; }

    public float[] RunningMean { get; }

    public float[] RunningVariance { get; }

    public int ChannelOf(int at) => at / Inner % Spec.Channels;

    /// <summary>The value's place among those of its channel.</summary>
    public int IndexInChannel(int at) => (at / Inner / Spec.Channels * Inner) + (at % Inner);

    public override string ToString() => $"{Spec.ClassName}, outer {Outer}, inner {Inner}, {Fill}";

    private float[] PerChannelTable(Func<int, double> entry)
    {
        var table = new float[Spec.Channels];
        for (var channel = 0; channel < table.Length; channel++)
        {
            table[channel] = (float)entry(channel);
        }

        return table;
    }
}
