using System.Collections.Generic;
using System.Linq;

namespace NormGen.Verification;

/// <summary>Where a pass writes a tensor.</summary>
internal enum OutputPlace
{
    /// <summary>To memory of its own.</summary>
    Apart,

    /// <summary>In place of the input.</summary>
    Input,

    /// <summary>In place of the residual.</summary>
    Residual,
}

/// <summary>Where a pass writes its outputs.</summary>
/// <param name="Output">Where the output goes.</param>
/// <param name="Sum">Where the sum goes, if there is one.</param>
internal readonly record struct OutputPlaces(OutputPlace Output, OutputPlace Sum = OutputPlace.Apart)
{
    private static readonly OutputPlaces[] Plain = [new(OutputPlace.Input)];

    private static readonly OutputPlaces[] WithResidual = [new(OutputPlace.Input), new(OutputPlace.Residual)];

    private static readonly OutputPlaces[] WithSum =
    [
        .. WithResidual,
        new(OutputPlace.Apart, OutputPlace.Input),
        new(OutputPlace.Apart, OutputPlace.Residual),
        new(OutputPlace.Input, OutputPlace.Residual),
        new(OutputPlace.Residual, OutputPlace.Input),
    ];

    /// <summary>All that a layer allows, but for writing everything apart.</summary>
    public static IReadOnlyList<OutputPlaces> Of(LayerTraits traits) =>
        traits.IsQuantized ? WithQuantizedOutput(traits) : traits.PreAdd ? WithSum : traits.Residual ? WithResidual : Plain;

    /// <summary>Only the sum may take a place: an output of bytes is apart.</summary>
    private static IReadOnlyList<OutputPlaces> WithQuantizedOutput(LayerTraits traits) =>
        traits.PreAdd ? [.. WithSum.Where(places => places.Output == OutputPlace.Apart)] : [];

    /// <summary>The places, as what follows a result's name.</summary>
    public override string ToString() => (Output, Sum) switch
    {
        (_, OutputPlace.Apart) => $"with the output in place of the {Name(Output)}",
        (OutputPlace.Apart, _) => $"with the sum in place of the {Name(Sum)}",
        _ => $"with the output in place of the {Name(Output)}, the sum in place of the {Name(Sum)}",
    };

    private static string Name(OutputPlace place) => place == OutputPlace.Input ? "input" : "residual";
}
