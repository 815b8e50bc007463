using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Where tensors lie: any offset, and nothing written beside them. In place is a matter of every verification.</summary>
public class MemoryTests
{
    private const int Offsets = 16;

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_offset_gives_the_same_bits_and_touches_nothing_else(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        foreach (var pass in trial.OutputPasses)
        {
            ForEachPairOfOffsets(trial, pass);
        }

        // Forward has moved the running statistics, which only the backward pass of Infer goes by.
        foreach (var pass in trial.GradientPasses)
        {
            trial.Run(pass);
            var state = trial.Layer.Snapshot();
            ForEachPairOfOffsets(trial, pass);
            Assert.Equal(state, trial.Layer.Snapshot());
        }
    }

    // All tensors near one offset, and at offsets that differ.
    private static void ForEachPairOfOffsets(Trial trial, Pass pass)
    {
        var arguments = new Arguments(trial);
        trial.Run(pass);
        var expected = arguments.Of(pass).ToDictionary(name => name, name => arguments[name].ToArray(), StringComparer.Ordinal);
        for (var offset = 0; offset < Offsets; offset++)
        {
            RequireSame(trial, pass, expected, offset, offset);
            RequireSame(trial, pass, expected, offset, offset + 5);
        }
    }

    private static void RequireSame(
        Trial trial, Pass pass, Dictionary<string, float[]> expected, int readOffset, int writtenOffset)
    {
        var arguments = new Arguments(trial);
        var tensors = new Dictionary<string, Canaried>(StringComparer.Ordinal);
        foreach (var (index, name) in arguments.Of(pass).Index())
        {
            tensors[name] = Arguments.IsWritten(pass, name)
                ? new Canaried(expected[name].Length, (writtenOffset + (index / 3 * 9)) % Offsets)
                : Canaried.Of(expected[name], (readOffset + (index * 3)) % Offsets);
            arguments[name] = tensors[name].Memory;
        }

        arguments.Call(pass);
        foreach (var (name, tensor) in tensors)
        {
            var context = $"{pass}, offsets {readOffset} and {writtenOffset}, {name}";
            Bits.RequireEqual(expected[name], tensor.Span, context);
            tensor.RequireIntact(context);
        }
    }
}
