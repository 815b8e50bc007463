using System;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>What a sample norm asks of the tensors of a call, with and without a second input.</summary>
public class SampleNormChecksTests
{
    private const int Features = 6;
    private const int Rows = TensorCall.Length / Features;

    private static readonly string[] Inference = ["input", "output"];
    private static readonly string[] InferenceWithResidual = ["input", "residual", "output"];
    private static readonly string[] Training = ["input", "outputGradient", "inputGradient"];
    private static readonly string[] TrainingWithResidual =
        ["input", "residual", "outputGradient", "inputGradient", "residualGradient"];

    private static readonly string[] InferencePreAdd = ["input", "residual", "output", "sum"];
    private static readonly string[] TrainingPreAdd = ["sum", "outputGradient", "sumGradient", "inputGradient"];

    private static readonly (string Input, string Output)[] Replaceable =
    [
        ("input", "output"), ("residual", "output"), ("input", "sum"), ("residual", "sum"),
        ("outputGradient", "inputGradient"), ("sumGradient", "inputGradient"), ("outputGradient", "residualGradient"),
    ];

    /// <summary>How a second input comes in, if there is one.</summary>
    public enum Second
    {
        None,
        Residual,
        PreAdd,
    }

    public static MatrixTheoryData<Pass, Second> Passes =>
        new([Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward], [Second.None, Second.Residual, Second.PreAdd]);

    [Theory]
    [MemberData(nameof(Passes))]
    public void Tensors_apart_are_right(Pass pass, Second second)
    {
        var call = Call(Create(), pass, second);
        Assert.Equal(new TensorExtent(Rows, Rows, Features, 1), call.Check(call.Apart()));
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Empty_tensors_are_right_wherever_they_lie(Pass pass, Second second)
    {
        var state = Create();
        var call = Call(state, pass, second);
        Assert.True(call.CheckEmpty().IsEmpty);
        Assert.True(call.CheckEmpty(new float[3]).IsEmpty);
        Assert.True(CallOf(state, pass, second, _ => state.Gamma.Slice(1, 0)).IsEmpty);
        Assert.True(CallOf(state, pass, second, _ => state.SavedRstd.Slice(1, 0)).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Only_an_output_may_be_exactly_an_input(Pass pass, Second second) =>
        Call(Create(), pass, second).RequireOnlyTheSame(Replaceable);

    [Theory]
    [MemberData(nameof(Passes))]
    public void Every_tensor_is_as_long_as_the_first(Pass pass, Second second) =>
        Call(Create(), pass, second).RequireEqualLengths();

    [Theory]
    [MemberData(nameof(Passes))]
    public void No_tensor_is_the_layers_own(Pass pass, Second second)
    {
        if (pass == Pass.FrozenInfer)
        {
            return; // Nobody can hold its memory.
        }

        // Its saved statistics are as long as a row, so that each of its arrays can be a whole tensor.
        var state = Create();
        var names = Names(pass, second);
        for (var own = 0; own < names.Length; own++)
        {
            for (var row = 0; row < 6; row++)
            {
                var exception = Assert.Throws<ArgumentException>(names[own], () => CallOf(
                    state, pass, second, tensor => tensor == own ? Row(state, row) : new float[Features]));
                Assert.Contains("the layer's parameters or statistics", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Of_PreAdd_both_inputs_can_be_replaced_but_not_one_by_both()
    {
        var call = Call(Create(), Pass.Forward, Second.PreAdd);
        const int input = 0;
        const int residual = TensorCall.Length;
        call.Check([input, residual, input, residual]);
        call.Check([input, residual, residual, input]);
        call.RequireRefused([input, residual, input, input], "output", "sum");
        call.RequireRefused([input, residual, residual, residual], "output", "sum");
    }

    [Theory]
    [InlineData(Second.None)]
    [InlineData(Second.Residual)]
    [InlineData(Second.PreAdd)]
    public void Nothing_to_do_zeroes_the_gradients_unless_it_is_refused(Second second)
    {
        var state = Create();
        var call = Call(state, Pass.Backward, second);
        state.GammaGradient.Fill(1);
        state.BetaGradient.Fill(1);
        Assert.Throws<ArgumentException>(() => call.CheckOf(0, 0));
        Assert.Equal(1, state.GammaGradient[^1]);
        call.CheckEmpty();
        Assert.False(state.GammaGradient.ContainsAnyExcept(0));
        Assert.False(state.BetaGradient.ContainsAnyExcept(0));
    }

    [Theory]
    [InlineData(Second.None)]
    [InlineData(Second.Residual)]
    [InlineData(Second.PreAdd)]
    public void Backward_needs_its_Forward(Second second)
    {
        var state = new SampleNormState(TensorShape.OfRows("Layer", 2, 3), new SampleNormOptions(), default);
        var call = Call(state, Pass.Backward, second);
        var exception = Assert.Throws<InvalidOperationException>(() => call.Check(call.Apart()));
        Assert.Equal(
            "Layer: Backward of shape rows [4, 2, 3] expected a Forward of that shape before it; there was none.",
            exception.Message);
        Forward(state, Rows + 1);
        exception = Assert.Throws<InvalidOperationException>(() => call.Check(call.Apart()));
        Assert.Equal(
            "Layer: Backward must have the shape of the last Forward; expected rows [5, 2, 3], got rows [4, 2, 3].",
            exception.Message);
        Forward(state, Rows);
        call.Check(call.Apart());
        call.CheckEmpty();
        call.Check(call.Apart());
    }

    [Fact]
    public void Sizes_known_at_the_call_count_as_well()
    {
        var shape = new TensorShape("Layer", "NCHW", 3);
        var state = new SampleNormState(shape, new SampleNormOptions { Groups = 3 }, default);
        var (input, output) = (new float[24], new float[24]);
        var extent = state.CheckForward(input, output, 2);
        Assert.Equal(new TensorExtent(2, 2, 3, 4), extent);
        Assert.Equal(4, extent.Positions);
        state.CompleteForward(extent);
        state.CheckBackward(input, output, new float[24], 2);
        Assert.Throws<InvalidOperationException>(() => state.CheckBackward(input, output, new float[24], 4));
        Assert.Throws<ArgumentException>("batch", () => state.CheckForward(input, output, -1));
        Assert.True(state.CheckForward([], [], int.MaxValue / 3).IsEmpty);
        Assert.Equal(16, state.Variance.Length);
        Assert.Equal(new TensorExtent(1, 1, 3, 1), state.CheckForward(new float[3], new float[3], 1));
    }

    [Fact]
    public void No_check_allocates()
    {
        var state = Create();
        var frozen = new FrozenSampleNorm(state);
        var t = Array.ConvertAll(TrainingWithResidual, _ => new float[TensorCall.Length]);
        for (var time = 0; time < 2; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            state.CheckInfer(t[0], t[1], t[2], t[3]);
            frozen.CheckInfer(t[0], t[1], t[2], t[3]);
            state.CheckForward(t[0], t[1]);
            state.CheckForward(t[0], t[1], t[2]);
            state.CompleteForward(state.CheckForward(t[0], t[1], t[2], t[3]));
            state.CheckBackward(t[0], t[1], t[2]);
            state.CheckBackward(t[0], t[1], t[2], t[3]);
            state.CheckBackward(t[0], t[1], t[2], t[3], t[4]);
            Assert.True(time == 0 || before == GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static SampleNormState Create()
    {
        var state = new SampleNormState(TensorShape.OfRows("Layer", Features), new SampleNormOptions(), new Workspace(3, 5));
        Forward(state, Features);
        Forward(state, Rows);
        return state;
    }

    private static void Forward(SampleNormState state, int rows) =>
        state.CompleteForward(state.CheckForward(new float[rows * Features], new float[rows * Features]));

    private static ReadOnlySpan<float> Row(SampleNormState state, int row)
    {
        Forward(state, Features);
        return row switch
        {
            0 => state.Gamma,
            1 => state.Beta,
            2 => state.GammaGradient,
            3 => state.BetaGradient,
            4 => state.SavedMean,
            _ => state.SavedRstd,
        };
    }

    private static string[] Names(Pass pass, Second second) => (pass, second) switch
    {
        (Pass.Backward, Second.None) => Training,
        (Pass.Backward, Second.Residual) => TrainingWithResidual,
        (Pass.Backward, _) => TrainingPreAdd,
        (_, Second.None) => Inference,
        (_, Second.Residual) => InferenceWithResidual,
        _ => InferencePreAdd,
    };

    private static TensorCall Call(SampleNormState state, Pass pass, Second second) =>
        new(Names(pass, second), tensor => CallOf(state, pass, second, tensor));

    private static TensorExtent CallOf(SampleNormState state, Pass pass, Second second, TensorAt t)
    {
        var frozen = new FrozenSampleNorm(state);
        return (pass, second) switch
        {
            (Pass.Infer, Second.None) => state.CheckInfer(t(0), t(1)),
            (Pass.Infer, Second.Residual) => state.CheckInfer(t(0), t(1), t(2)),
            (Pass.Infer, _) => state.CheckInfer(t(0), t(1), t(2), t(3)),
            (Pass.FrozenInfer, Second.None) => frozen.CheckInfer(t(0), t(1)),
            (Pass.FrozenInfer, Second.Residual) => frozen.CheckInfer(t(0), t(1), t(2)),
            (Pass.FrozenInfer, _) => frozen.CheckInfer(t(0), t(1), t(2), t(3)),
            (Pass.Forward, Second.None) => state.CheckForward(t(0), t(1)),
            (Pass.Forward, Second.Residual) => state.CheckForward(t(0), t(1), t(2)),
            (Pass.Forward, _) => state.CheckForward(t(0), t(1), t(2), t(3)),
            (_, Second.None) => state.CheckBackward(t(0), t(1), t(2)),
            (_, Second.Residual) => state.CheckBackward(t(0), t(1), t(2), t(3), t(4)),
            _ => state.CheckBackward(t(0), t(1), t(2), t(3)),
        };
    }
}
