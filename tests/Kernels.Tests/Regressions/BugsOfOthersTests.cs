using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Regressions;

/// <summary>Bugs that other libraries had, each by what it looked like to a user. Where they were reported stands beside each.</summary>
public class BugsOfOthersTests
{
    public static TheoryData<string> OneOfEachKind => new("Nchw64x7x7", "Nc33", "Group4Nhwc24AtCallRelu", "Group8Nchw64AtCall", "Layer385");

    /// <summary>pytorch#40302, #51102, #54293, #5410, and pytorch#108072, where the mean was folded into the shift: a large mean cancelled the digits.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void A_mean_of_a_million_sigmas_cancels_nothing(string name) => RequireWithinBounds(name, Fills.LargeMean);

    /// <summary>onnxruntime#21935: a constant input of 1234 gave NaN, as E[x^2] - E[x]^2 was below zero.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void A_constant_input_gives_beta(string name)
    {
        var trial = Usual(name, "constant");
        trial.Forward();
        for (var index = 0; index < trial.Output.Length; index++)
        {
            Activated.Require(trial.Case, trial.Layer.State.Beta[trial.View.ChannelOf(index)], trial.Output[index]);
        }
    }

    /// <summary>onnxruntime#28463: the values 40000 to 40003 had a wrong variance.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void Small_steps_at_40000_have_their_variance(string name) => RequireWithinBounds(name, Fill("40000 to 40003"));

    /// <summary>pytorch#162489: squares of values that a float holds overflowed.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void Squares_of_large_values_do_not_overflow(string name) => RequireWithinBounds(name, Fill("sd 1e18"));

    /// <summary>ggml#1519: the gradient in the place of the output gradient was computed from itself.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void Backward_in_place_is_Backward(string name)
    {
        var trial = Usual(name, "normal").Forward().Backward();
        var (apart, inPlace) = (trial.InputGradient.ToArray(), trial.OutputGradient.ToArray());
        trial.Layer.Backward(trial.Input, inPlace, inPlace, trial.Batch);
        Bits.RequireEqual(apart, inPlace, name);
    }

    /// <summary>onnxruntime#29878: the statistics were written over the scale.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void Statistics_leave_parameters_alone(string name)
    {
        var trial = Usual(name, "normal");
        var (gamma, beta) = (trial.Layer.State.Gamma.ToArray(), trial.Layer.State.Beta.ToArray());
        trial.Forward().Backward();
        Assert.Equal(gamma, trial.Layer.State.Gamma.ToArray());
        Assert.Equal(beta, trial.Layer.State.Beta.ToArray());
    }

    /// <summary>dotnet/runtime#92820: a last register that overlaps the one before was computed from its own result, in place.</summary>
    [Fact]
    public void Lanes_that_two_registers_share_are_computed_once_in_place()
    {
        for (var positions = 1; positions <= 70; positions++)
        {
            var trial = new Trial(LayerCases.Named("Group8Nchw64AtCall"), 2, positions, Fills.Normal).Forward();
            var inPlace = trial.Input.ToArray();
            trial.Layer.Forward(inPlace, inPlace, trial.Batch);
            Bits.RequireEqual(trial.Output, inPlace, $"{positions} positions");
        }
    }

    /// <summary>
    /// oneDNN#3543: the gradient had no share of the statistics. For a gradient that is the normalized input, or constant, that share is all there is to cancel it.
    /// pytorch#140913, #92166, #115940, #62594: with channels last it was wrong, or of another layout.
    /// </summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void Input_gradients_have_the_share_of_the_statistics(string name)
    {
        foreach (var gradient in GradientFills.All.Where(gradient => gradient.Name is "dy = x^" or "dy constant"))
        {
            TrialSizes.Usual(LayerCases.Named(name), Fills.Normal, gradient).WithRunningStatisticsOfInput().RequireWithinBounds();
        }
    }

    /// <summary>TensorRT#4756: one group was taken for as many groups as channels.</summary>
    [Fact]
    public void One_group_is_not_a_group_for_each_channel()
    {
        float[] input = [.. Enumerable.Range(0, 3 * 4).Select(index => (float)(index / 4 * 100))];
        var output = new float[input.Length];
        LayerCases.Named("Group1Nchw3AtCall").Create().Infer(input, output, batch: 1);
        Assert.True(output[0] < -1 && output[11] > 1, "Channels of one group keep their distances; alone, each constant channel would be 0.");
    }

    /// <summary>pytorch#12013, #73194, #120803: an empty batch poisoned the running statistics.</summary>
    [Fact]
    public void An_empty_batch_leaves_running_statistics_alone()
    {
        var layer = LayerCases.Named("Nc33").Create();
        var before = layer.Snapshot();
        layer.Forward([], [], batch: 0);
        Assert.Equal(before, layer.Snapshot());
    }

    /// <summary>TorchSharp#500: inference of one value per channel was refused as training is.</summary>
    [Fact]
    public void One_value_per_channel_is_inferred()
    {
        var output = new float[33];
        LayerCases.Named("Nc33").Create().Infer(Enumerable.Repeat(2f, 33).ToArray(), output, batch: 1);
        Assert.All(output, value => Assert.Equal(2 / Math.Sqrt(1 + 1e-5), value, 1e-6));
    }

    /// <summary>pytorch#166405, mlx#4312: epsilon stood outside the root, or was another.</summary>
    [Fact]
    public void Epsilon_stands_inside_the_root()
    {
        const float Deviation = 1e-3f;
        float[] input = [.. Enumerable.Range(0, 385).Select(index => index == 384 ? 0 : index % 2 == 0 ? Deviation : -Deviation)];
        var output = new float[input.Length];
        LayerCases.Named("Layer385").Create().Infer(input, output, batch: 1);
        var variance = 384.0 / 385 * Deviation * Deviation;
        Assert.Equal(Deviation / Math.Sqrt(variance + 1e-5), output[0], 1e-6);
    }

    /// <summary>NNlib.jl#509: the maximum of NaN and 0 is 0 on most processors.</summary>
    [Fact]
    public void NaN_goes_through_relu()
    {
        var layer = LayerCases.Named("Nc33Relu").Create();
        var (input, output) = (new float[33 * 2], new float[33 * 2]);
        input[40] = float.NaN;
        layer.Infer(input, output, batch: 2);
        Assert.Equal(40, Array.FindIndex(output, float.IsNaN));
        Assert.Single(output, float.IsNaN);
    }

    /// <summary>apex#411: a product of sizes wrapped around and passed for a small one.</summary>
    [Fact]
    public void A_size_past_an_index_is_refused() => Assert.Throws<ArgumentException>(() =>
        LayerCases.Named("Group8Nchw64AtCall").Create().Infer(new float[64], new float[64], batch: int.MaxValue));

    /// <summary>oneDNN 9172a741a7: more threads than pieces of work divided by zero.</summary>
    [Theory]
    [MemberData(nameof(OneOfEachKind))]
    public void More_threads_than_work_give_the_same_bits(string name)
    {
        var trial = Usual(name, "normal").Forward().Backward();
        var (output, gradient) = (trial.Output.ToArray(), trial.InputGradient.ToArray());
        trial.Layer.Layer.MaxDegreeOfParallelism = 64;
        trial.Forward().Backward();
        Bits.RequireEqual(output, trial.Output, name);
        Bits.RequireEqual(gradient, trial.InputGradient, name);
    }

    private static void RequireWithinBounds(string name, Fill fill) =>
        TrialSizes.Usual(LayerCases.Named(name), fill).WithRunningStatisticsOfInput().RequireWithinBounds();

    private static Trial Usual(string name, string fill) => TrialSizes.Usual(LayerCases.Named(name), Fill(fill));

    private static Fill Fill(string name) => Fills.All.Single(fill => fill.Name == name);
}
