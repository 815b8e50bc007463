using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>A layer's attribute as text: its kind, the sizes that come first, and the named arguments.</summary>
internal sealed record Declaration(string Kind, ImmutableArray<int> Sizes, ImmutableArray<(string Name, string Value)> Named)
{
    private static readonly string[] Spatial = ["Length", "Depth", "Height", "Width"];

    /// <summary>Declarations a step simpler, the simplest first. Some of them may make no sense.</summary>
    public IEnumerable<Declaration> Simpler()
    {
        if (Named.Any(IsSpatial))
        {
            yield return this with { Named = Named.RemoveAll(IsSpatial) };
        }

        foreach (var argument in Named.Where(argument => !IsSpatial(argument)))
        {
            yield return this with { Named = Named.Remove(argument) };
        }

        for (var index = 0; index < Sizes.Length; index++)
        {
            foreach (var smaller in Smaller(Sizes[index]))
            {
                yield return this with { Sizes = Sizes.SetItem(index, smaller) };
            }
        }

        foreach (var (name, value) in Named.Where(IsSpatial))
        {
            foreach (var smaller in Smaller(int.Parse(value, CultureInfo.InvariantCulture)))
            {
                yield return this with { Named = Named.Replace((name, value), (name, smaller.ToString(CultureInfo.InvariantCulture))) };
            }
        }
    }

    public override string ToString()
    {
        var arguments = Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)).Concat(Named.Select(argument => $"{argument.Name} = {argument.Value}"));
        return $"[{Kind}({string.Join(", ", arguments)})]";
    }

    private static bool IsSpatial((string Name, string Value) argument) => Spatial.Contains(argument.Name, StringComparer.Ordinal);

    private static IEnumerable<int> Smaller(int size) => new[] { 1, size / 2, size - 1 }.Where(smaller => smaller > 0 && smaller < size).Distinct();
}
