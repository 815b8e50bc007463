using System;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>What the tensors of one call must be to each other, for every pass, with a residual and without.</summary>
public class BatchNormChecksTests
{
    private static readonly string[] Inference = ["input", "output"];
    private static readonly string[] InferenceWithResidual = ["input", "residual", "output"];
    private static readonly string[] Training = ["input", "outputGradient", "inputGradient"];
    private static readonly string[] TrainingWithResidual =
        ["input", "residual", "outputGradient", "inputGradient", "residualGradient"];

    private static readonly (string Input, string Output)[] Replaceable =
    [
        ("input", "output"), ("residual", "output"),
        ("outputGradient", "inputGradient"), ("outputGradient", "residualGradient"),
    ];

    public static TheoryData<Pass, bool, bool> Passes
    {
        get
        {
            var passes = new TheoryData<Pass, bool, bool>();
            foreach (var pass in Enum.GetValues<Pass>())
            {
                passes.Add(pass, false, false);
                passes.Add(pass, false, true);
                passes.Add(pass, true, false);
                passes.Add(pass, true, true);
            }

            return passes;
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Tensors_apart_are_right(Pass pass, bool residual, bool atCall)
    {
        var call = Call(Create(residual, atCall), pass, atCall ? 2 : null);
        Assert.Equal(new TensorExtent(2, 2, 3, 4), call.Check(call.Apart()));
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Empty_tensors_are_right_wherever_they_lie(Pass pass, bool residual, bool atCall)
    {
        var state = Create(residual, atCall);
        var call = Call(state, pass, atCall ? 0 : null);
        Assert.True(call.CheckEmpty().IsEmpty);
        Assert.True(call.CheckEmpty(new float[3]).IsEmpty);
        Assert.True(CallOf(state, pass, tensor => state.Gamma.Slice(1, 0), residual, atCall ? 0 : null).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Only_an_output_may_be_exactly_an_input(Pass pass, bool residual, bool atCall) =>
        Call(Create(residual, atCall), pass, atCall ? 2 : null).RequireOnlyTheSame(Replaceable);

    [Theory]
    [InlineData(Pass.Backward)]
    [InlineData(Pass.InferBackward)]
    public void Two_gradients_cannot_replace_the_same(Pass pass)
    {
        var call = Call(Create(residual: true, atCall: false), pass, batch: null);
        var places = call.Apart();
        places[3] = places[4] = places[2];
        call.RequireRefused(places, "inputGradient", "residualGradient");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Every_tensor_is_as_long_as_the_input(Pass pass, bool residual, bool atCall) =>
        Call(Create(residual, atCall), pass, atCall ? 2 : null).RequireEqualLengths();

    [Theory]
    [MemberData(nameof(Passes))]
    public void No_tensor_is_the_layers_own(Pass pass, bool residual, bool atCall)
    {
        if (pass == Pass.FrozenInfer)
        {
            return; // Nobody can hold its memory.
        }

        // One sample of one position, so that a row of the layer is a whole tensor.
        var shape = atCall ? new TensorShape("Layer", "NCHW", 3) : new TensorShape("Layer", "NC", 3);
        var state = new BatchNormState(shape, new BatchNormOptions(), default);
        var names = Names(pass, residual);
        for (var own = 0; own < names.Length; own++)
        {
            for (var row = 0; row < 8; row++)
            {
                var exception = Assert.Throws<ArgumentException>(names[own], () => CallOf(
                    state, pass, tensor => tensor == own ? Row(state, row) : new float[3], residual, atCall ? 1 : null));
                Assert.Contains("the layer's parameters or statistics", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(Pass.Backward, false)]
    [InlineData(Pass.Backward, true)]
    [InlineData(Pass.InferBackward, false)]
    [InlineData(Pass.InferBackward, true)]
    public void Nothing_to_do_zeroes_the_gradients_unless_it_is_refused(Pass pass, bool residual)
    {
        var state = Create(residual, atCall: false);
        var call = Call(state, pass, batch: null);
        state.GammaGradient.Fill(1);
        state.BetaGradient.Fill(1);
        Assert.Throws<ArgumentException>(() => call.CheckOf(0, 0));
        Assert.Equal([1f, 1f, 1f], state.GammaGradient.ToArray());
        call.CheckEmpty();
        Assert.Equal([0f, 0f, 0f], state.GammaGradient.ToArray());
        Assert.Equal([0f, 0f, 0f], state.BetaGradient.ToArray());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Only_Backward_needs_its_Forward(bool residual, bool atCall)
    {
        var state = Create(residual, atCall, trained: false);
        int? batch = atCall ? 2 : null;
        var inference = Call(state, Pass.InferBackward, batch);
        inference.Check(inference.Apart());
        var training = Call(state, Pass.Backward, batch);
        Assert.Throws<InvalidOperationException>(() => training.Check(training.Apart()));
        state.CompleteForward(new TensorExtent(4, 4, 3, 2));
        Assert.Throws<InvalidOperationException>(() => training.Check(training.Apart()));
        state.CompleteForward(new TensorExtent(2, 2, 3, 4));
        training.Check(training.Apart());
    }

    [Theory]
    [InlineData(Dialect.PyTorch)]
    [InlineData(Dialect.Onnx)]
    [InlineData(Dialect.Keras)]
    public void One_value_per_channel_cannot_be_trained_on(Dialect dialect)
    {
        var state = new BatchNormState(new TensorShape("Layer", "NCHW", 3), new BatchNormOptions { Dialect = dialect }, default);
        var (input, residual, output) = (new float[3], new float[3], new float[3]);
        Assert.Throws<ArgumentException>("input", () => state.CheckForward(input, output, 1));
        var exception = Assert.Throws<ArgumentException>("input", () => state.CheckForward(input, residual, output, 1));
        Assert.Contains("Expected more than 1 value per channel when training", exception.Message, StringComparison.Ordinal);
        state.CheckInfer(input, residual, output, 1);
    }

    [Fact]
    public void No_check_allocates()
    {
        var state = Create(residual: true, atCall: false);
        var frozen = new FrozenBatchNorm(state, 16);
        var tensors = Array.ConvertAll(TrainingWithResidual, _ => new float[TensorCall.Length]);
        foreach (var pass in Enum.GetValues<Pass>())
        {
            for (var time = 0; time < 2; time++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Check(state, frozen, pass, tensors[0], tensors[1], tensors[2], tensors[3], tensors[4]);
                Assert.True(time == 0 || before == GC.GetAllocatedBytesForCurrentThread());
            }
        }
    }

    private static BatchNormState Create(bool residual, bool atCall, bool trained = true)
    {
        var shape = atCall ? new TensorShape("Layer", "NCHW", 3) : new TensorShape("Layer", "NCHW", 3, 2, 2);
        var state = new BatchNormState(shape, new BatchNormOptions { Residual = residual }, new Workspace(3, 5));
        if (trained)
        {
            state.CompleteForward(new TensorExtent(2, 2, 3, 4));
        }

        return state;
    }

    private static ReadOnlySpan<float> Row(BatchNormState state, int row) => row switch
    {
        0 => state.Gamma,
        1 => state.Beta,
        2 => state.RunningMean,
        3 => state.RunningVariance,
        4 => state.GammaGradient,
        5 => state.BetaGradient,
        6 => state.SavedMean,
        _ => state.SavedRstd,
    };

    private static string[] Names(Pass pass, bool residual) => (pass is Pass.Backward or Pass.InferBackward, residual) switch
    {
        (false, false) => Inference,
        (false, true) => InferenceWithResidual,
        (true, false) => Training,
        (true, true) => TrainingWithResidual,
    };

    private static TensorCall Call(BatchNormState state, Pass pass, int? batch)
    {
        var residual = state.Options.Residual;
        return new TensorCall(Names(pass, residual), tensor => CallOf(state, pass, tensor, residual, batch));
    }

    private static TensorExtent CallOf(BatchNormState state, Pass pass, TensorAt tensor, bool residual, int? batch)
    {
        var frozen = new FrozenBatchNorm(state, 16);
        return residual
            ? Check(state, frozen, pass, tensor(0), tensor(1), tensor(2), At(3), At(4), batch)
            : Check(state, frozen, pass, tensor(0), tensor(1), At(2), batch);

        ReadOnlySpan<float> At(int index) => index < Names(pass, residual).Length ? tensor(index) : default;
    }

    private static TensorExtent Check(
        BatchNormState state,
        FrozenBatchNorm frozen,
        Pass pass,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        int? batch) => pass switch
        {
            Pass.Infer => state.CheckInfer(first, second, batch),
            Pass.FrozenInfer => frozen.CheckInfer(first, second, batch),
            Pass.Forward => state.CheckForward(first, second, batch),
            Pass.Backward => state.CheckBackward(first, second, third, batch),
            _ => state.CheckInferBackward(first, second, third, batch),
        };

    private static TensorExtent Check(
        BatchNormState state,
        FrozenBatchNorm frozen,
        Pass pass,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        ReadOnlySpan<float> fourth,
        ReadOnlySpan<float> fifth,
        int? batch = null) => pass switch
        {
            Pass.Infer => state.CheckInfer(first, second, third, batch),
            Pass.FrozenInfer => frozen.CheckInfer(first, second, third, batch),
            Pass.Forward => state.CheckForward(first, second, third, batch),
            Pass.Backward => state.CheckBackward(first, second, third, fourth, fifth, batch),
            _ => state.CheckInferBackward(first, second, third, fourth, fifth, batch),
        };
}
