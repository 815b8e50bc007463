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

    private const string BatchNorm = "Nchw24x7x7ResidualRelu";
    private const string GroupNorm = "Group4Nhwc24x5x5ResidualRelu";
    private const string LayerNorm = "Layer80PreAdd";
    private const string RmsNorm = "Rms1021PreAddUnitOffset";

    /// <summary>A layer of each kind and its passes.</summary>
    public static TheoryData<string, Pass> Passes => new(
        from layer in new[] { BatchNorm, GroupNorm, LayerNorm, RmsNorm }
        from pass in LayerVerifiers.Of(LayerCases.Named(layer).Create().Layer).Passes
        select (layer, pass));

    /// <summary>A layer, a pass and one of its results.</summary>
    public static TheoryData<string, Pass, string> Results
    {
        get
        {
            var rows = new TheoryData<string, Pass, string>
            {
                { BatchNorm, Pass.Forward, "running mean" },
                { BatchNorm, Pass.Forward, "running variance" },
                { BatchNorm, Pass.Forward, "number of batches tracked" },
                { LayerNorm, Pass.Infer, "sum" },
                { LayerNorm, Pass.FrozenInfer, "sum" },
                { LayerNorm, Pass.Forward, "sum" },
                { RmsNorm, Pass.Forward, "sum" },
            };
            foreach (var (layer, pass) in Passes.Select(row => row.Data))
            {
                var declared = LayerCases.Named(layer);
                string[] ofBackward = ["input gradient", "residual gradient", "gamma gradient", "beta gradient"];
                string[] results = pass switch
                {
                    Pass.Backward or Pass.InferBackward => ofBackward,
                    Pass.Forward => ["output", "saved mean", "saved rstd"],
                    _ => ["output"],
                };
                foreach (var result in results.Where(result => Has(declared, result)))
                {
                    rows.Add(layer, pass, result);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_that_is_a_few_bounds_off_is_found(string name, Pass pass, string result)
    {
        var gross = RequireFault(Spoiled(name, pass, result, (_, value) => value == 0 ? 1 : 2 * value));
        Assert.Equal((pass, result), (gross.Pass, gross.Result));
        Assert.True(Math.Abs(gross.Actual - gross.Expected) > gross.Bound);
        if (gross.Bound > 0)
        {
            var fault = RequireFault(Spoiled(name, pass, result, (index, value) => Off(3, index, value)));
            Assert.Equal((pass, result), (fault.Pass, fault.Result));
            Assert.Equal((gross.Index, gross.Expected, gross.Bound), (fault.Index, fault.Expected, fault.Bound));

            // Within the bound nothing is wrong, but that it is not what comes out in place.
            var exception = Record.Exception(() => LayerVerification.Verify(
                Spoiled(name, pass, result, (index, value) => Off(0.5, index, value)), Quick));
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
        Assert.Equal("output with the output in place of the input", exception.Result);

        static void SpoilInPlace(in PassTensors tensors)
        {
            if (tensors.Output.Overlaps(tensors.Input))
            {
                tensors.Output[0] = MathF.BitIncrement(tensors.Output[0]);
            }
        }
    }

    [Theory]
    [InlineData("input", "output", "output with the output in place of the input")]
    [InlineData("residual", "output", "output with the output in place of the residual")]
    [InlineData("input", "sum", "output with the sum in place of the input")]
    [InlineData("residual", "sum", "output with the sum in place of the residual")]
    public void Other_bits_with_a_sum_in_place_are_found(string read, string written, string result)
    {
        var exception = RequireFault(new FaultyLayer(LayerCases.Named(LayerNorm).Create().Layer, Pass.Forward, SpoilInPlace));
        Assert.Equal(result, exception.Result);

        void SpoilInPlace(in PassTensors tensors)
        {
            var from = read == "input" ? tensors.Input : tensors.Residual;
            if ((written == "output" ? tensors.Output : tensors.Sum).Overlaps(from))
            {
                tensors.Output[0] = MathF.BitIncrement(tensors.Output[0]);
            }
        }
    }

    [Fact]
    public void A_gradient_that_flows_past_the_normalization_must_arrive()
    {
        var exception = RequireFault(new FaultyLayer(LayerCases.Named(RmsNorm).Create().Layer, Pass.Backward, (in tensors) =>
        {
            for (var index = 0; index < tensors.InputGradient.Length; index++)
            {
                tensors.InputGradient[index] -= tensors.SumGradient[index];
            }
        }));
        Assert.Equal("input gradient", exception.Result);
        Assert.Equal(exception.Input.Length, exception.SumGradient.Length);
    }

    [Theory]
    [InlineData(Pass.Infer)]
    [InlineData(Pass.FrozenInfer)]
    [InlineData(Pass.Backward)]
    [InlineData(Pass.InferBackward)]
    public void Running_statistics_that_are_not_to_change_are_found(Pass pass)
    {
        var layer = new Nc33();
        var exception = RequireFault(new FaultyLayer(layer, pass, (in _) => layer.RunningVariance[2] += 1));
        Assert.StartsWith("running_var", exception.Result, StringComparison.Ordinal);
        exception = RequireFault(new FaultyLayer(layer, pass, (in _) => layer.BatchesTracked += 5));
        Assert.StartsWith("number of batches", exception.Result, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_and_gradients_that_are_not_to_change_are_found()
    {
        var layer = new Nc33();
        var exception = RequireFault(new FaultyLayer(layer, Pass.Forward, (in _) => layer.Beta[1] += 1));
        Assert.StartsWith("bias", exception.Result, StringComparison.Ordinal);
        exception = RequireFault(new FaultyLayer(layer, Pass.Forward, (in _) => layer.GammaGradient[1] += 1));
        Assert.StartsWith("gradient of weight", exception.Result, StringComparison.Ordinal);
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
    [InlineData(GroupNorm)]
    [InlineData("InstanceNlc5AtCallBare")]
    [InlineData(LayerNorm)]
    [InlineData(RmsNorm)]
    [InlineData("Rms33InferencePreAddRelu")]
    public void The_layer_is_as_before(string name)
    {
        var trial = Trained(name);
        var before = trial.Layer.Snapshot();
        LayerVerification.Verify(trial.Layer.Layer, Quick);
        RequireAsBefore(trial, before);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void The_layer_is_as_before_where_a_result_is_wrong(string name, Pass pass)
    {
        var trial = Trained(name);
        var before = trial.Layer.Snapshot();
        RequireFault(new FaultyLayer(trial.Layer.Layer, pass, Spoil) { SoundRuns = 4 });
        RequireAsBefore(trial, before);

        static void Spoil(in PassTensors tensors)
        {
            tensors.Output.Fill(7);
            tensors.InputGradient.Fill(7);
        }
    }

    [Theory]
    [InlineData(BatchNorm)]
    [InlineData(GroupNorm)]
    [InlineData(RmsNorm)]
    public void The_layer_is_as_before_where_a_pass_throws(string name)
    {
        var trial = Trained(name);
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
    public void The_layers_own_parameters_may_be_any(string parameter, float value) =>
        RequireSoundWith(BatchNorm, parameter, value);

    [Theory]
    [InlineData(GroupNorm, "weight", float.NaN)]
    [InlineData(GroupNorm, "weight", 0f)]
    [InlineData(GroupNorm, "weight", 1e-30f)]
    [InlineData(GroupNorm, "weight", 1e30f)]
    [InlineData(GroupNorm, "bias", float.NegativeInfinity)]
    [InlineData(LayerNorm, "weight", float.NaN)]
    [InlineData(LayerNorm, "weight", 1e30f)]
    [InlineData(LayerNorm, "bias", 1e-40f)]
    [InlineData(RmsNorm, "weight", float.NaN)]
    [InlineData(RmsNorm, "weight", -1f)]
    [InlineData(RmsNorm, "weight", 1e-30f)]
    [InlineData(RmsNorm, "weight", 1e30f)]
    public void A_sample_norms_own_parameters_may_be_any(string name, string parameter, float value) =>
        RequireSoundWith(name, parameter, value);

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
        var ofSamples = LayerVerification.Verify(new Layer33(), Quick);
        Assert.Equal(
            [Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward], ofSamples.Passes.Select(pass => pass.Pass));
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
    [InlineData("Group8Nhwc64AtCall")]
    [InlineData("Rms16384")]
    public void It_takes_well_under_a_second(string name)
    {
        var layer = LayerCases.Named(name).Create().Layer;
        LayerVerification.Verify(layer, Quick);
        var clock = Stopwatch.StartNew();
        LayerVerification.Verify(layer);

        // Other tests run meanwhile.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"{clock.Elapsed}");
    }

    private static void RequireSoundWith(string name, string parameter, float value)
    {
        var layer = LayerCases.Named(name).Create().WithParameters().Layer;
        layer.Parameters.Single(own => own.Name == parameter).Value.Span[5..].Fill(value);
        LayerVerification.Verify(layer, Quick);
    }

    private static VerificationException RequireFault(NormalizationLayer layer) =>
        Assert.Throws<VerificationException>(() => LayerVerification.Verify(layer, Quick));

    /// <summary>A layer of which the first run of a pass has a result changed.</summary>
    private static FaultyLayer Spoiled(string name, Pass pass, string result, Func<int, float, float> change)
    {
        var sound = LayerCases.Named(name).Create();
        var runs = 0;
        return new FaultyLayer(sound.Layer, pass, (in tensors) =>
        {
            if (runs++ == 0 && result == "number of batches tracked")
            {
                sound.BatchNorm.BatchesTracked++;
            }
            else if (runs == 1)
            {
                Change(Values(sound, result, tensors), change);
            }
        });
    }

    private static bool Has(LayerCase layer, string result) => result switch
    {
        "residual gradient" => layer.Residual,
        "saved mean" => layer.HasMean,
        "beta gradient" => layer.HasBeta,
        _ => true,
    };

    private static Span<float> Values(LayerUnderTest layer, string result, in PassTensors tensors) => result switch
    {
        "output" => tensors.Output,
        "sum" => tensors.Sum,
        "input gradient" => tensors.InputGradient,
        "residual gradient" => tensors.ResidualGradient,
        "saved mean" => Writable(layer.SavedMean),
        "saved rstd" => Writable(layer.SavedRstd),
        "running mean" => layer.BatchNorm.RunningMean,
        "running variance" => layer.BatchNorm.RunningVariance,
        "gamma gradient" => layer.State.GammaGradient,
        "beta gradient" => layer.State.BetaGradient,
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
        if (trial.Case.IsBatchNorm)
        {
            trial.Layer.BatchNorm.BatchesTracked = 12;
        }

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
