using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Layers;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Quantized;

/// <summary>
/// Layers that store integers: what they store is, element by element, the quantized output of the plain layer beside them.
/// </summary>
public class QuantizedTests
{
    private const int Offsets = 16;

    // A float that a quotient of the right size rounds to even, up and down; very small and very large steps.
    private static readonly float[] Scales = [1, 0.1f, 3, 0.007f, 1e-38f, float.Epsilon, float.MaxValue];

    public static TheoryData<string> Layers => new(LayerCases.Quantized.Select(layer => layer.Name));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Output_is_that_of_the_plain_layer_quantized(string name)
    {
        foreach (var fill in Fills.All)
        {
            var (trial, plain) = Pair(name, fill);
            foreach (var (scale, zeroPoint) in Scales.Zip(ZeroPoints(trial)))
            {
                (trial.Layer.State.OutputScale, trial.Layer.State.OutputZeroPoint) = (scale, zeroPoint);
                foreach (var pass in trial.OutputPasses)
                {
                    var output = Run(trial, pass);
                    plain.Run(pass);
                    RequireQuantized(trial, plain.Output, output, $"{pass} of {fill}");
                    Bits.RequireEqual(plain.Sum, trial.Sum, $"sum of {pass} of {fill}");
                }
            }
        }
    }

    /// <summary>Epsilon and variance add up to 1, so outputs are inputs, and every case is put before the rounding.</summary>
    [Theory]
    [InlineData(nameof(QuantizedExact))]
    [InlineData(nameof(QuantizedExactPlanes))]
    public void Halves_ends_and_specials_are_rounded_as_declared(string name)
    {
        var layer = LayerCases.Named(name).Create();
        layer.BatchNorm.RunningVariance.Fill(0.5f);
        foreach (var scale in Scales)
        {
            foreach (var zeroPoint in Enumerable.Range(Least(layer.Case), 256))
            {
                (layer.State.OutputScale, layer.State.OutputZeroPoint) = (scale, zeroPoint);
                var input = Cases(scale, zeroPoint, layer.Case);
                var output = new byte[input.Length];
                layer.Layer.RunPass(Pass.Infer, new PassTensors { Input = input, QuantizedOutput = output, Batch = 1 });
                for (var index = 0; index < input.Length; index++)
                {
                    var expected = Expected(input[index], scale, zeroPoint, layer.Case);
                    Assert.True(expected == Integer(output[index], layer.Case), $"{input[index]:R} / {scale:R} + {zeroPoint}: {output[index]}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_pass_is_within_its_bounds(string name)
    {
        var layer = LayerCases.Named(name).Create().WithParameters().Layer;
        var found = LayerVerification.Verify(layer, new VerificationOptions { MaxElements = 100_000 });
        Assert.All(found.Passes, pass => Assert.InRange(pass.WorstError, 0, 1));
        Assert.All(found.Passes, pass => Assert.True(pass.Trials > 1));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_offset_gives_the_same_bytes_and_touches_nothing_else(string name)
    {
        var (trial, _) = Pair(name, Fills.Normal);
        trial.Layer.State.OutputScale = 0.02f;
        var expected = Run(trial, Pass.Infer);
        var memory = new byte[expected.Length + (4 * Offsets)];
        for (var offset = 0; offset < Offsets; offset++)
        {
            Array.Fill(memory, (byte)0xA5);
            Run(trial, Pass.Infer, memory.AsSpan(Offsets + offset, expected.Length));
            Assert.Equal(expected, memory.AsSpan(Offsets + offset, expected.Length).ToArray());
            Assert.Equal(-1, memory.AsSpan(0, Offsets + offset).IndexOfAnyExcept((byte)0xA5));
            Assert.Equal(-1, memory.AsSpan(Offsets + offset + expected.Length).IndexOfAnyExcept((byte)0xA5));
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Threads_change_no_byte_and_calls_allocate_nothing(string name)
    {
        var (trial, _) = Pair(name, Fills.Normal);
        trial.Layer.State.OutputScale = 0.02f;
        var expected = Run(trial, Pass.Infer);
        foreach (var threads in new[] { 2, 3, 7 })
        {
            trial.Layer.Layer.MaxDegreeOfParallelism = threads;
            var output = new byte[expected.Length];
            Run(trial, Pass.Infer, output);
            Run(trial, Pass.Infer, output);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(trial, Pass.Infer, output);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            Assert.Equal(expected, output);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Bad_outputs_are_refused_with_nothing_written(string name)
    {
        var (trial, _) = Pair(name, Fills.Normal);
        foreach (var pass in new[] { Pass.Infer, Pass.FrozenInfer })
        {
            RequireRefused(trial, pass, new byte[trial.Input.Length - 1]);
            RequireRefused(trial, pass, new byte[trial.Input.Length + 1]);
            RequireRefused(trial, pass, MemoryMarshal.AsBytes(trial.Input.AsSpan())[..trial.Input.Length]);
            RequireRefused(trial, pass, MemoryMarshal.AsBytes(trial.Input.AsSpan())[^trial.Input.Length..]);
        }

        var parameters = MemoryMarshal.AsBytes(trial.Layer.State.Gamma);
        if (parameters.Length >= trial.Input.Length)
        {
            RequireRefused(trial, Pass.Infer, parameters[..trial.Input.Length]);
        }

        if (trial.Residual.Length > 0)
        {
            RequireRefused(trial, Pass.Infer, MemoryMarshal.AsBytes(trial.Residual.AsSpan())[..trial.Input.Length]);
        }

        if (trial.Sum.Length > 0)
        {
            RequireRefused(trial, Pass.Infer, MemoryMarshal.AsBytes(trial.Sum.AsSpan())[..trial.Input.Length]);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Scale_is_finite_and_above_zero(float scale)
    {
        var layer = new QuantizedLayer { OutputScale = 0.25f };
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => layer.OutputScale = scale);
        Assert.Contains(nameof(QuantizedLayer), exception.Message, StringComparison.Ordinal);
        Assert.Equal(0.25f, layer.OutputScale);
    }

    [Fact]
    public void Freezing_copies_scale_and_zero_point()
    {
        var layer = new QuantizedLayer();
        Assert.Equal((1f, (sbyte)0), (layer.OutputScale, layer.OutputZeroPoint));
        (layer.OutputScale, layer.OutputZeroPoint) = (0.05f, -100);
        var frozen = layer.Freeze();
        (layer.OutputScale, layer.OutputZeroPoint) = (2, 5);
        float[] input = [.. Enumerable.Range(0, 50).Select(i => i * 0.3f)];
        var (before, after) = (new sbyte[50], new sbyte[50]);
        frozen.Infer(input, before);
        layer.Infer(input, after);
        Assert.Equal((0.05f, (sbyte)-100), (frozen.OutputScale, frozen.OutputZeroPoint));
        Assert.NotEqual(before, after);
        (layer.OutputScale, layer.OutputZeroPoint) = (0.05f, -100);
        layer.Infer(input, after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Empty_batch_does_nothing()
    {
        var layer = new QuantizedLayer();
        layer.Infer([], []);
        layer.Freeze().Infer([], []);
    }

    private static (Trial Trial, Trial Plain) Pair(string name, Fill fill) => (
        TrialSizes.Small(LayerCases.Named(name), fill).WithRunningStatisticsOfInput(),
        TrialSizes.Small(LayerCases.Named(name + "Plain"), fill).WithRunningStatisticsOfInput());

    private static byte[] Run(Trial trial, Pass pass)
    {
        var output = new byte[trial.Input.Length];
        Run(trial, pass, output);
        return output;
    }

    private static void Run(Trial trial, Pass pass, Span<byte> output) => trial.Layer.Layer.RunPass(pass, new PassTensors
    {
        Input = trial.Input,
        Residual = trial.Residual,
        Sum = trial.Sum,
        QuantizedOutput = output,
        Batch = trial.Batch,
    });

    private static void RequireRefused(Trial trial, Pass pass, Span<byte> output)
    {
        var (state, before) = (trial.Layer.Snapshot(), output.ToArray());
        ArgumentException? exception = null;
        try
        {
            Run(trial, pass, output);
        }
        catch (ArgumentException caught)
        {
            exception = caught;
        }

        Assert.NotNull(exception);
        Assert.Contains(trial.Case.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.ParamName!, (IEnumerable<string>)["output", "sum"]);
        Assert.Equal(before, output.ToArray());
        Assert.Equal(state, trial.Layer.Snapshot());
    }

    private static void RequireQuantized(Trial trial, float[] plain, byte[] output, string context)
    {
        for (var index = 0; index < plain.Length; index++)
        {
            var expected = Expected(plain[index], trial.Layer.State.OutputScale, trial.Layer.State.OutputZeroPoint, trial.Case);
            var actual = Integer(output[index], trial.Case);
            Assert.True(expected == actual, $"{context}: [{index}] of {plain[index]:R} is {actual}, expected {expected}");
        }
    }

    private static int Expected(float value, float scale, int zeroPoint, LayerCase layer) => float.IsNaN(value)
        ? zeroPoint
        : (int)Math.Clamp(Math.Round((double)(value / scale), MidpointRounding.ToEven) + zeroPoint, Least(layer), Least(layer) + 255);

    private static int Integer(byte stored, LayerCase layer) => layer.Quantization == Quantization.SByte ? (sbyte)stored : stored;

    private static int Least(LayerCase layer) => layer.Quantization == Quantization.SByte ? sbyte.MinValue : byte.MinValue;

    private static IEnumerable<int> ZeroPoints(Trial trial) => [Least(trial.Case), Least(trial.Case) + 255, 0, 3, 100, 7, 0];

    /// <summary>Every half and every whole step past both ends, what lies next to them, and what is no number; whole rows of it.</summary>
    private static float[] Cases(float scale, int zeroPoint, LayerCase layer)
    {
        var first = Least(layer) - zeroPoint - 3;
        var steps = Enumerable.Range(0, 2 * 262).Select(half => (first + (half / 2f)) * scale);
        float[] cases =
        [
            .. steps.SelectMany(step => new[] { step, MathF.BitIncrement(step), MathF.BitDecrement(step) }),
            0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon,
        ];
        return [.. cases, .. new float[(layer.Channels - (cases.Length % layer.Channels)) % layer.Channels]];
    }
}
