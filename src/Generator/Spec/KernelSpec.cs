namespace NormGen.Generator.Spec;

/// <summary>What decides a kernel's code. Layers with equal specs share one kernel file.</summary>
/// <param name="Inner">
/// The number of neighbouring elements of one channel: 1 where channels are the contiguous axis, null where it is known at the call.
/// </param>
internal sealed record KernelSpec(
    NormalizationKind Kind,
    ElementType Element,
    int Channels,
    int? Inner,
    Activation Activation,
    bool Residual,
    Passes Passes)
{
    /// <summary>The parameter of an activation that has one; null where it is the default, or there is none.</summary>
    public float? Alpha { get; init; }

    /// <summary>How the output is stored.</summary>
    public ElementType Output { get; init; }

    /// <summary>The user's function that stands in for an activation.</summary>
    public UserEpilogue? Epilogue { get; init; }

    /// <summary>How many groups of channels share statistics within a sample.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether the scale is 1 + gamma.</summary>
    public bool UnitOffset { get; init; }

    /// <summary>Whether the residual is added before the statistics are taken, and the sum is an output, too.</summary>
    public bool PreAdd { get; init; }

    /// <summary>Whether the channels are features of a row.</summary>
    public bool IsRow => Catalogue.Of(Kind).Axes == Normalizations.ReductionAxes.Features;

    /// <summary>Whether channels are the contiguous axis (NC, NHWC), as opposed to a plane of positions per channel (NCHW).</summary>
    public bool ChannelsLast => Inner == 1 && !IsRow;

    public string ClassName => Emit.KernelName.Of(this);

    /// <summary>Roslyn compares file names without regard to case, which may be all that two types of the user's differ in.</summary>
    public string HintName => ClassName + (Epilogue is null ? "" : "-" + StableHash.Hexadecimal(ClassName)) + ".g.cs";
}
