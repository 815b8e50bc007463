using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Layers;
using NormGen.Runtime;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Verification;

/// <summary>
/// Verification finds what is wrong, says where, and leaves no trace. That sound layers pass is in the tests of accuracy.
/// </summary>
public class LayerVerificationTests
{
    private static readonly VerificationOptions Quick = new() { MaxElements = 20_000 };

    public static TheoryData<string> Passes => [.. Enum.GetNames<Pass>()];

    /// <summary>A pass and one of its results.</summary>
    public static TheoryData<string, string> Results => new()
    {
        { nameof(Pass.Infer), "output" },
        { nameof(Pass.FrozenInfer), "output" },
        { nameof(Pass.Forward), "output" },
        { nameof(Pass.Forward), "saved mean" },
        { nameof(Pass.Forward), "saved rstd" },
        { nameof(Pass.Forward), "running mean" },
        { nameof(Pass.Forward), "running variance" },
        { nameof(Pass.Forward), "number of batches tracked" },
        { nameof(Pass.Backward), "input gradient" },
        { nameof(Pass.Backward), "residual gradient" },
        { nameof(Pass.Backward), "gamma gradient" },
        { nameof(Pass.Backward), "beta gradient" },
        { nameof(Pass.InferBackward), "input gradient" },
        { nameof(Pass.InferBackward), "residual gradient" },
        { nameof(Pass.InferBackward), "gamma gradient" },
        { nameof(Pass.InferBackward), "beta gradient" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_that_is_a_few_bounds_off_is_found(string pass, string result)
    {
        var gross = RequireFault(Spoiled(pass, result, (_, value) => value == 0 ? 1 : 2 * value));
        Assert.Equal((pass, result), ($"{gross.Pass}", gross.Result));
        Assert.True(Math.Abs(gross.Actual - gross.Expected) > gross.Bound);
        if (gross.Bound > 0)
        {
            var fault = RequireFault(Spoiled(pass, result, (index, value) => Off(3, index, value)));
            Assert.Equal((pass, result), ($"{fault.Pass}", fault.Result));
            Assert.Equal((gross.Index, gross.Expected, gross.Bound), (fault.Index, fault.Expected, fault.Bound));

            // Within the bound nothing is wrong, but that it is not what comes out in place.
            var exception = Record.Exception(() => LayerVerification.Verify(
                Spoiled(pass, result, (index, value) => Off(0.5, index, value)), Quick));
            Assert.NotEqual(result, (exception as VerificationException)?.Result);
        }

        float Off(double bounds, int index, float value) =>
            index == gross.Index ? (float)(gross.Expected + (bounds * gross.Bound)) : value;
    }

    [Theory]
    [InlineData(Pass.Infer)]
    [InlineData(Pass.FrozenInfer)]
    [InlineData(Pass.Forward)]
    public void One_wrong_element_of_the_output_is_found(Pass pass)
    {
        var sound = new Nhwc20AtCallResidual();
        var exception = RequireFault(new FaultyLayer(sound, pass, (in tensors) => tensors.Output[^1] = 1234));
        Assert.Equal(pass, exception.Pass);
        Assert.Equal(1234, exception.Actual);
        Assert.Equal(exception.Input.Length - 1, exception.Index);
        Assert.Equal(exception.Batch * exception.SpatialSize * 20, exception.Input.Length);
        Assert.Equal(exception.Input.Length, exception.Residual.Length);
        Assert.Equal(exception.Input.Length, exception.OutputGradient.Length);
        Assert.Contains(nameof(Nhwc20AtCallResidual), exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.Fill, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"seed {exception.Seed}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_element_that_is_not_written_is_found() => RequireFault(
        new FaultyLayer(new Nc17(), Pass.Infer, (in tensors) => tensors.Output[3] = float.NaN));

    [Fact]
    public void A_mask_that_is_not_that_of_the_output_is_found()
    {
        var exception = RequireFault(new FaultyLayer(new Nc64ResidualRelu(), Pass.Backward, Unmask));
        Assert.Equal("residual gradient", exception.Result);

        static void Unmask(in PassTensors tensors) =>
            tensors.OutputGradient[..tensors.ResidualGradient.Length].CopyTo(tensors.ResidualGradient);
    }

    [Fact]
    public void Other_bits_in_place_are_found()
    {
        var exception = RequireFault(new FaultyLayer(new Nc33(), Pass.Infer, SpoilInPlace));
        Assert.Equal("output in place of the input", exception.Result);

        static void SpoilInPlace(in PassTensors tensors)
        {
            if (tensors.Output.Overlaps(tensors.Input))
            {
                tensors.Output[0] = MathF.BitIncrement(tensors.Output[0]);
            }
        }
    }

    [Fact]
    public void An_input_that_is_written_is_found()
    {
        var exception = RequireFault(new FaultyLayer(new Nc33(), Pass.Forward, (in tensors) =>
            MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(tensors.Input), 1)[0] = 5));
        Assert.StartsWith("input", exception.Result, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_statistics_of_another_dialect_are_found()
    {
        var sound = new Nc17Onnx();
        var state = (BatchNormState)sound.State;
        var before = new float[17];
        var layer = new FaultyLayer(sound, Pass.Forward, (in _) =>
        {
            // As if the momentum were the weight of the batch.
            for (var channel = 0; channel < 17; channel++)
            {
                state.RunningMean[channel] = (0.1f * before[channel]) + (0.9f * state.SavedMean[channel]);
            }
        });
        Assert.Equal("running mean", RequireFault(layer).Result);
    }

    [Theory]
    [InlineData("Nchw24x7x7ResidualRelu")]
    [InlineData("Nc17Bare")]
    [InlineData("Nc5Cumulative")]
    [InlineData("Nc64Inference")]
    public void The_layer_is_as_before(string name)
    {
        var trial = Trained(name);
        var before = trial.Layer.Snapshot();
        LayerVerification.Verify(trial.Layer.Layer, Quick);
        RequireAsBefore(trial, before);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void The_layer_is_as_before_where_a_result_is_wrong(string pass)
    {
        var trial = Trained("Nchw24x7x7ResidualRelu");
        var before = trial.Layer.Snapshot();
        RequireFault(new FaultyLayer(trial.Layer.Layer, Enum.Parse<Pass>(pass), Spoil) { SoundRuns = 4 });
        RequireAsBefore(trial, before);

        static void Spoil(in PassTensors tensors)
        {
            tensors.Output.Fill(7);
            tensors.InputGradient.Fill(7);
        }
    }

    [Fact]
    public void The_layer_is_as_before_where_a_pass_throws()
    {
        var trial = Trained("Nchw24x7x7ResidualRelu");
        var before = trial.Layer.Snapshot();
        var layer = new FaultyLayer(trial.Layer.Layer, Pass.Backward, (in _) => throw new TimeoutException()) { SoundRuns = 4 };
        Assert.Throws<TimeoutException>(() => LayerVerification.Verify(layer, Quick));
        RequireAsBefore(trial, before);
    }

    [Theory]
    [InlineData("weight", float.NaN)]
    [InlineData("weight", 0f)]
    [InlineData("weight", 1e-30f)]
    [InlineData("weight", 1e30f)]
    [InlineData("bias", float.PositiveInfinity)]
    [InlineData("bias", -1e-40f)]
    [InlineData("running_mean", 1e6f)]
    [InlineData("running_mean", float.NaN)]
    [InlineData("running_var", -1f)]
    [InlineData("running_var", 0f)]
    [InlineData("running_var", 1e36f)]
    public void The_layers_own_parameters_may_be_any(string parameter, float value)
    {
        var layer = LayerCases.Named("Nchw24x7x7ResidualRelu").Create().WithParameters().Layer;
        layer.Parameters.Single(own => own.Name == parameter).Value.Span[5..].Fill(value);
        LayerVerification.Verify(layer, Quick);
    }

    [Fact]
    public void The_layer_may_have_seen_as_many_batches_as_can_be_counted()
    {
        var layer = new Nc5Cumulative { BatchesTracked = long.MaxValue };
        LayerVerification.Verify(layer, Quick);
        Assert.Equal(long.MaxValue, layer.BatchesTracked);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_in_any_culture()
    {
        var layer = new Nchw17AtCall();
        var first = LayerVerification.Verify(layer, Quick).ToString();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(first, LayerVerification.Verify(layer, Quick).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.NotEqual(first, LayerVerification.Verify(layer, Quick with { Seed = 1 }).ToString());
    }

    [Fact]
    public void The_report_has_every_pass_of_the_layer()
    {
        var all = LayerVerification.Verify(new Nc33(), Quick);
        Assert.Equal(nameof(Nc33), all.Layer);
        Assert.Equal(Enum.GetValues<Pass>(), all.Passes.Select(pass => pass.Pass));
        Assert.All(all.Passes, pass => Assert.True(pass.Trials > 0 && pass.WorstError > 0 && pass.Worst.Length > 0));
        Assert.All(all.Passes, pass => Assert.Contains($"{pass.Pass} ", all.ToString(), StringComparison.Ordinal));

        var inference = LayerVerification.Verify(new Nc64Inference(), Quick);
        Assert.Equal([Pass.Infer, Pass.FrozenInfer], inference.Passes.Select(pass => pass.Pass));
    }

    [Fact]
    public void Sizes_may_be_chosen()
    {
        var seen = new HashSet<(int Batch, int Length)>();
        var layer = new FaultyLayer(
            new Nchw3AtCall(), Pass.Infer, (in tensors) => seen.Add((tensors.Batch, tensors.Input.Length)));
        LayerVerification.Verify(layer, new VerificationOptions { Batches = [4, 6], SpatialSizes = [5] });
        Assert.Equal([(4, 60), (6, 90)], seen.Order());
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var layer = new Nchw3AtCall();
        VerificationOptions[] refused =
        [
            new() { Batches = [2, 0] },
            new() { Batches = [] },
            new() { SpatialSizes = [-1] },
            new() { MaxElements = 0 },
            new() { Batches = [1 << 20], SpatialSizes = [1 << 20] },
        ];
        Assert.All(refused, options => Assert.ThrowsAny<ArgumentException>(() => LayerVerification.Verify(layer, options)));
        Assert.Throws<ArgumentNullException>(() => LayerVerification.Verify(null!));
    }

    [Theory]
    [InlineData("Nchw256x10x10")]
    [InlineData("Nhwc64AtCall")]
    [InlineData("Nc1021ResidualRelu")]
    public void It_takes_well_under_a_second(string name)
    {
        var layer = LayerCases.Named(name).Create().Layer;
        LayerVerification.Verify(layer, Quick);
        var clock = Stopwatch.StartNew();
        LayerVerification.Verify(layer);

        // Other tests run meanwhile.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"{clock.Elapsed}");
    }

    private static VerificationException RequireFault(NormalizationLayer layer) =>
        Assert.Throws<VerificationException>(() => LayerVerification.Verify(layer, Quick));

    /// <summary>A layer of which the first run of a pass has a result changed.</summary>
    private static FaultyLayer Spoiled(string pass, string result, Func<int, float, float> change)
    {
        var sound = new Nchw24x7x7ResidualRelu();
        var state = (BatchNormState)sound.State;
        var runs = 0;
        return new FaultyLayer(sound, Enum.Parse<Pass>(pass), (in tensors) =>
        {
            if (runs++ == 0 && result == "number of batches tracked")
            {
                state.BatchesTracked++;
            }
            else if (runs == 1)
            {
                Change(Values(state, result, tensors), change);
            }
        });
    }

    private static Span<float> Values(BatchNormState state, string result, in PassTensors tensors) => result switch
    {
        "output" => tensors.Output,
        "input gradient" => tensors.InputGradient,
        "residual gradient" => tensors.ResidualGradient,
        "saved mean" => Writable(state.SavedMean),
        "saved rstd" => Writable(state.SavedRstd),
        "running mean" => state.RunningMean,
        "running variance" => state.RunningVariance,
        "gamma gradient" => state.GammaGradient,
        "beta gradient" => state.BetaGradient,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };

    private static Span<float> Writable(ReadOnlySpan<float> row) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(row), row.Length);

    private static void Change(Span<float> values, Func<int, float, float> change)
    {
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = change(index, values[index]);
        }
    }

    private static Trial Trained(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        trial.Layer.State.BatchesTracked = 12;
        trial.Layer.Layer.MaxDegreeOfParallelism = 2;
        return trial.Case.Trains ? trial.Forward().Backward() : trial;
    }

    private static void RequireAsBefore(Trial trial, int[] before)
    {
        Assert.Equal(before, trial.Layer.Snapshot());
        Assert.Equal(2, trial.Layer.Layer.MaxDegreeOfParallelism);
        if (trial.Case.Trains)
        {
            // What Backward needs of the last Forward is there, too.
            var expected = (float[])trial.InputGradient.Clone();
            trial.InputGradient.AsSpan().Clear();
            trial.Backward();
            Bits.RequireEqual(expected, trial.InputGradient, "input gradient");
            Assert.Equal(before, trial.Layer.Snapshot());
        }
    }
}
