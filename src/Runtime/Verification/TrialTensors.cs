using System;
using System.Globalization;
using System.Linq;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>The data that all passes of one trial are given.</summary>
internal sealed class TrialTensors
{
    private readonly PlannedTrial planned;

    public TrialTensors(PlannedTrial planned, StatisticGroups groups, LayerTraits traits)
    {
        this.planned = planned;
        Traits = traits;
        Input = planned.Fill.Make(groups, planned.Seed);
        if (traits.PreAdd)
        {
            // Of the input's kind, so that their sum is of that kind.
            Residual = planned.Fill.Make(groups, planned.Seed + 1);
            Sum = SampleNormReference.Sum(Input, Residual);
            SumGradient = Fills.Normal.Make(groups, planned.Seed + 2);
        }
        else if (traits.Residual)
        {
            Residual = Fills.Normal.Make(groups, planned.Seed + 1);
        }

        Normalized = new NormalizedInput(traits.PreAdd ? Sum : Input, groups, traits.Epsilon, traits.HasMean);
        OutputGradient = planned.GradientFill.Make(Normalized);
    }

    public LayerTraits Traits { get; }

    public StatisticGroups Groups => Normalized.Groups;

    public TensorView View => Groups.View;

    public int Batch => planned.Batch;

    public int SpatialSize => planned.SpatialSize;

    public int Seed => planned.Seed;

    public float[] Input { get; }

    /// <summary>What is added before the activation or before the normalization; empty where the layer takes nothing.</summary>
    public float[] Residual { get; } = [];

    /// <summary>The sum of input and residual where that is what is normalized; else empty.</summary>
    public float[] Sum { get; } = [];

    /// <summary>What is added before the activation; empty where there is nothing.</summary>
    public ReadOnlySpan<float> Added => Traits.PreAdd ? [] : Residual;

    public float[] OutputGradient { get; }

    /// <summary>What flows back into the sum from elsewhere; empty where there is none.</summary>
    public float[] SumGradient { get; } = [];

    /// <summary>The input, or its sum with the residual, by its own statistics.</summary>
    public NormalizedInput Normalized { get; }

    /// <summary>
    /// Whether the error bounds are promised for this data: the variances must fit a float, and then distances from the mean do, too.
    /// Where the data is not finite, any arithmetic gives NaN.
    /// </summary>
    public bool Bounded => Normalized.Variance.All(variance => !double.IsFinite(variance) || variance <= float.MaxValue);

    public string FillName => $"{planned.Fill}, {planned.GradientFill}";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{FillName}, batch {Batch}, {SpatialSize} positions, " +
        $"{(planned.OwnParameters ? "the layer's own" : "random")} parameters, seed {Seed}");
}
