using System;

namespace NormGen.Samples.Study.Layers;

/// <summary>What follows the hidden layers of a network.</summary>
public enum Norm
{
    None,
    Batch,
    Group,
    Instance,
    Layer,
}

/// <summary>How batch norm's running statistics follow the batches.</summary>
internal enum Following
{
    /// <summary>Momentum 0.1, the default.</summary>
    Tenth,

    /// <summary>Momentum 0.01.</summary>
    Slow,

    /// <summary>Momentum 0.5.</summary>
    Fast,

    /// <summary>The average of all batches so far.</summary>
    Cumulative,
}

/// <summary>The places where a normalization goes, by the shape that it has there.</summary>
internal enum Place
{
    /// <summary>16 channels of 8x8 pixels.</summary>
    Wide,

    /// <summary>32 channels of 8x8 pixels.</summary>
    Middle,

    /// <summary>32 channels of 4x4 pixels.</summary>
    Narrow,

    /// <summary>64 features.</summary>
    Features,
}

/// <summary>How they are called in the report.</summary>
internal static class NormNames
{
    public static string Text(this Norm norm) => norm switch
    {
        Norm.None => "no normalization",
        Norm.Batch => "batch norm",
        Norm.Group => "group norm",
        Norm.Instance => "instance norm",
        Norm.Layer => "layer norm",
        _ => throw new ArgumentOutOfRangeException(nameof(norm)),
    };

    public static string Text(this Following following) => following switch
    {
        Following.Tenth => "momentum 0.1",
        Following.Slow => "momentum 0.01",
        Following.Fast => "momentum 0.5",
        Following.Cumulative => "cumulative average",
        _ => throw new ArgumentOutOfRangeException(nameof(following)),
    };
}
