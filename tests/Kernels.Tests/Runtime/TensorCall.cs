using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>The tensors of a call by their number: that the check of a pass is given.</summary>
internal delegate ReadOnlySpan<float> TensorAt(int tensor);

/// <summary>The check of a pass whose tensors lie at places in one array.</summary>
/// <param name="names">The names of the tensors in the order of the call; the first tells the sizes.</param>
/// <param name="check">The check.</param>
internal sealed class TensorCall(string[] names, Func<TensorAt, TensorExtent> check)
{
    public const int Length = 24;

    private readonly float[] memory = new float[20 * Length];

    public string[] Names => names;

    /// <summary>Places with room for another tensor on both sides.</summary>
    public int[] Apart() => [.. names.Select((_, tensor) => ((4 * tensor) + 1) * Length)];

    public TensorExtent Check(int[] places) => check(tensor => memory.AsSpan(places[tensor], Length));

    public TensorExtent CheckEmpty() => check(_ => default);

    /// <summary>As if every tensor were an empty part of the one given, at its second element.</summary>
    public TensorExtent CheckEmpty(float[] all) => check(_ => all.AsSpan(1, 0));

    public TensorExtent CheckOf(int other, int length)
    {
        var places = Apart();
        return check(tensor => memory.AsSpan(places[tensor], tensor == other ? length : Length));
    }

    /// <summary>Tries every pair of tensors at the same place and at all sorts of distances.</summary>
    /// <param name="replaceable">The pairs that may be the same, the input before the output.</param>
    public void RequireOnlyTheSame(IReadOnlyCollection<(string Input, string Output)> replaceable)
    {
        for (var second = 1; second < names.Length; second++)
        {
            for (var first = 0; first < second; first++)
            {
                RequireOnlyTheSame(first, second, replaceable.Contains((names[first], names[second])));
            }
        }
    }

    public void RequireRefused(int[] places, string first, string second)
    {
        var exception = Assert.Throws<ArgumentException>(() => Check(places));
        Assert.True(exception.ParamName == first || exception.ParamName == second, exception.Message);
        var other = exception.ParamName == first ? second : first;
        Assert.StartsWith($"Layer: {exception.ParamName} overlaps {other}; ", exception.Message, StringComparison.Ordinal);
    }

    public void RequireEqualLengths()
    {
        for (var tensor = 1; tensor < names.Length; tensor++)
        {
            foreach (var length in new[] { 0, Length - 1, Length + 1, 2 * Length })
            {
                var name = names[tensor];
                var exception = Assert.Throws<ArgumentException>(name, () => CheckOf(tensor, length));
                Assert.StartsWith(
                    $"Layer: {name} has {length} elements; expected {Length}, as {names[0]} has: ",
                    exception.Message,
                    StringComparison.Ordinal);
            }
        }

        Assert.Throws<ArgumentException>(names[0], () => CheckOf(0, Length + 1));
    }

    // A sum is an output where there is one, and in the backward pass what was the output.
    private bool IsWritten(string name) =>
        name is "output" or "inputGradient" or "residualGradient" || (name == "sum" && names.Contains("output"));

    private void RequireOnlyTheSame(int first, int second, bool maySame)
    {
        var places = Apart();
        if (!IsWritten(names[first]) && !IsWritten(names[second]))
        {
            foreach (var shift in new[] { 0, 1, Length - 1 })
            {
                places[second] = places[first] + shift;
                Check(places);
            }

            return;
        }

        places[second] = places[first];
        if (maySame)
        {
            Check(places);
        }
        else
        {
            RequireRefused(places, names[first], names[second]);
        }

        foreach (var shift in new[] { 1, Length - 1 })
        {
            places[second] = places[first] + shift;
            RequireRefused(places, names[first], names[second]);
            places[second] = places[first] - shift;
            RequireRefused(places, names[first], names[second]);
        }

        places[second] = places[first] + Length;
        Check(places);
        places[second] = places[first] - Length;
        Check(places);
    }
}
