using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>
/// Roslyn compares the items of a list position by position: an item that is inserted or moved makes everything after it count as
/// modified. In a bucket chosen by its name an item stays in place whatever becomes of the others.
/// </summary>
internal static class IncrementalBuckets
{
    // Enough that a project's layers hardly ever share one; sharing costs no more than doing an item again.
    private const int Count = 256;

    /// <summary>The distinct items, in an order that follows from their keys alone.</summary>
    public static IncrementalValuesProvider<T> InBuckets<T>(
        this IncrementalValueProvider<ImmutableArray<T>> items, Func<T, string> key)
        where T : IEquatable<T> =>
        items
            .SelectMany((all, _) => Distribute(all, key))
            .SelectMany(static (bucket, _) => bucket);

    private static EquatableArray<T>[] Distribute<T>(ImmutableArray<T> items, Func<T, string> key)
        where T : IEquatable<T>
    {
        var buckets = items
            .Distinct()
            .OrderBy(key, StringComparer.Ordinal)
            .ToLookup(item => StableHash.Of(key(item)) % Count);
        return [.. Enumerable.Range(0, Count).Select(index => EquatableArray.From((IEnumerable<T>)buckets[(uint)index]))];
    }
}
