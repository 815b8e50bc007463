using System.Globalization;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>The data that all passes of one trial are given.</summary>
internal sealed class TrialTensors
{
    private readonly PlannedTrial planned;

    public TrialTensors(PlannedTrial planned, TensorView view, double epsilon, bool hasResidual)
    {
        this.planned = planned;
        View = view;
        Input = planned.Fill.Make(view, planned.Seed);
        Residual = hasResidual ? Fills.Normal.Make(view, planned.Seed + 1) : [];
        OutputGradient = planned.GradientFill.Make(Input, view, epsilon);
    }

    public TensorView View { get; }

    public int Batch => planned.Batch;

    public int SpatialSize => planned.SpatialSize;

    public int Seed => planned.Seed;

    public float[] Input { get; }

    /// <summary>What is added before the activation; empty where the layer takes nothing.</summary>
    public float[] Residual { get; }

    public float[] OutputGradient { get; }

    /// <summary>Whether the error bounds are promised for this data.</summary>
    public bool Bounded => planned.Fill.Bounded;

    public string FillName => $"{planned.Fill}, {planned.GradientFill}";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{FillName}, batch {Batch}, {SpatialSize} positions, " +
        $"{(planned.OwnParameters ? "the layer's own" : "random")} parameters, seed {Seed}");
}
