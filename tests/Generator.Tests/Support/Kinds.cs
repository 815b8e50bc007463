using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Generator.Tests.Support;

/// <summary>An attribute of each kind, whole except for the closing parenthesis: <c>[GroupNorm(2, 8</c>.</summary>
internal static class Kinds
{
    public static IEnumerable<NormalizationKind> All => Enum.GetValues<NormalizationKind>();

    /// <summary>Those with a layout.</summary>
    public static IEnumerable<NormalizationKind> Spatial => [NormalizationKind.Batch, NormalizationKind.Group, NormalizationKind.Instance];

    /// <summary>Those of rows.</summary>
    public static IEnumerable<NormalizationKind> OfRows => All.Except(Spatial);

    /// <summary>The openings of all kinds, or of some.</summary>
    public static TheoryData<string> Openings(IEnumerable<NormalizationKind> kinds) => new(kinds.Select(kind => "[" + Opening(kind)));

    /// <summary>The attribute's name and its shape, 8 channels or elements.</summary>
    public static string Opening(NormalizationKind kind) => kind switch
    {
        NormalizationKind.Batch => "BatchNorm(8",
        NormalizationKind.Group => "GroupNorm(2, 8",
        NormalizationKind.Instance => "InstanceNorm(8",
        NormalizationKind.Layer => "LayerNorm(8",
        NormalizationKind.Rms => "RmsNorm(2, 4",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
