extern alias runtime;

using System;
using System.Linq;
using NormGen.Compiler.Tests.Kernels;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Spec;
using StatisticGroups = runtime::NormGen.Reference.StatisticGroups;
using TensorView = runtime::NormGen.Reference.TensorView;

namespace NormGen.Compiler.Tests.Samples;

/// <summary>What a kernel of a sample norm is called with.</summary>
internal sealed class SampleWorkload
{
    public SampleWorkload(KernelSpec spec, int batch, int positions, Fill fill, int seed)
    {
        (Spec, Batch, Positions, Fill) = (spec, batch, positions, fill);
        View = spec.IsRow || spec.ChannelsLast ? new(batch * positions, spec.Channels, 1) : new TensorView(batch, spec.Channels, positions);
        Groups = StatisticGroups.OfSamples(View, batch, spec.Groups);
        var random = new Random(seed);
        Input = new float[View.Length];
        for (var group = 0; group < Groups.Count; group++)
        {
            for (var index = 0; index < Groups.PerGroup; index++)
            {
                Input[Groups.IndexOf(group, index)] = (float)fill.Value(random, group, index, Groups.PerGroup);
            }
        }

        OutputGradient = Values(random, Input.Length);
        Residual = spec.Residual || spec.PreAdd ? Values(random, Input.Length) : [];
        SumGradient = spec.PreAdd ? Values(random, Input.Length) : [];
        Gamma = Values(random, spec.Channels);
        Beta = Values(random, spec.Channels);
    }

    public KernelSpec Spec { get; }

    public int Batch { get; }

    public int Positions { get; }

    public Fill Fill { get; }

    public TensorView View { get; }

    public StatisticGroups Groups { get; }

    public float[] Input { get; }

    public float[] OutputGradient { get; }

    public float[] Residual { get; }

    public float[] SumGradient { get; }

    public float[] Gamma { get; }

    public float[] Beta { get; }

    public bool HasMean => Spec.Kind != NormalizationKind.Rms;

    public override string ToString() => $"{Spec.ClassName}, batch {Batch}, positions {Positions}, {Fill}";

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal())];
}
