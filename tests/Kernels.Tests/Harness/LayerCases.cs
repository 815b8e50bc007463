using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NormGen.Kernels.Tests.Layers;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>Every layer that the tests run over: all that Layers/ declares. Those that store integers have tests of their own.</summary>
internal static class LayerCases
{
    private static readonly Dictionary<string, LayerCase> ByName =
        typeof(Nc1).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<NormalizationAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(type => type.Name, type => new LayerCase(type), StringComparer.Ordinal);

    public static IReadOnlyCollection<LayerCase> All { get; } = [.. ByName.Values.Where(layer => !layer.IsQuantized)];

    /// <summary>Those that store integers; each has a plain one beside it.</summary>
    public static IReadOnlyCollection<LayerCase> Quantized { get; } = [.. ByName.Values.Where(layer => layer.IsQuantized)];

    /// <summary>Those that end in a function of the user's; each has a plain one beside it.</summary>
    public static IReadOnlyCollection<LayerCase> WithEpilogues { get; } = [.. All.Where(layer => layer.Epilogue is not null && !layer.Name.StartsWith("Quantized", StringComparison.Ordinal))];

    public static LayerCase Named(string name) => ByName[name];

    /// <summary>As <see cref="Names"/>, of layers that end in nothing but an activation.</summary>
    public static TheoryData<string> NamesWithoutEpilogue(Func<LayerCase, bool> condition) =>
        Names(layer => layer.Epilogue is null && condition(layer));

    /// <summary>The names of the layers that a condition holds for, as rows of a theory.</summary>
    public static TheoryData<string> Names(Func<LayerCase, bool> condition) =>
        new(All.Where(condition).Select(layer => layer.Name));
}
