using System;
using System.Linq;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>What the tensors of one call must be to each other, for every pass, with a residual and without.</summary>
public class BatchNormChecksTests
{
    private const int Length = 24;

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
        var call = new Call(pass, residual, atCall);
        Assert.Equal(new TensorExtent(2, 2, 3, 4), call.Check(call.Apart()));
        Assert.True(call.Check(call.Empty()).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Only_an_output_may_be_exactly_an_input(Pass pass, bool residual, bool atCall)
    {
        var call = new Call(pass, residual, atCall);
        foreach (var (first, second) in Pairs(call.Names))
        {
            var places = call.Apart();
            places[second] = places[first];
            if (Replaceable.Contains((call.Names[first], call.Names[second])))
            {
                call.Check(places);
            }
            else
            {
                call.RequireRefused(places, call.Names[first], call.Names[second]);
            }

            foreach (var shift in new[] { 1, Length - 1 })
            {
                places[second] = places[first] + shift;
                call.RequireRefused(places, call.Names[first], call.Names[second]);
                places[second] = places[first] - shift;
                call.RequireRefused(places, call.Names[first], call.Names[second]);
            }

            places[second] = places[first] + Length;
            call.Check(places);
            places[second] = places[first] - Length;
            call.Check(places);
        }
    }

    [Theory]
    [InlineData(Pass.Backward)]
    [InlineData(Pass.InferBackward)]
    public void Two_gradients_cannot_replace_the_same(Pass pass)
    {
        var call = new Call(pass, residual: true, atCall: false);
        var places = call.Apart();
        places[3] = places[4] = places[2];
        call.RequireRefused(places, "inputGradient", "residualGradient");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Every_tensor_is_as_long_as_the_input(Pass pass, bool residual, bool atCall)
    {
        var call = new Call(pass, residual, atCall);
        for (var tensor = 1; tensor < call.Names.Length; tensor++)
        {
            foreach (var length in new[] { 0, Length - 1, Length + 1, 2 * Length })
            {
                var name = call.Names[tensor];
                var exception = Assert.Throws<ArgumentException>(name, () => call.Check(call.Apart(), tensor, length));
                Assert.StartsWith(
                    $"Layer: {name} has {length} elements; expected 24", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Throws<ArgumentException>("input", () => call.Check(call.Apart(), 0, Length + 1));
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void No_tensor_is_the_layers_own(Pass pass, bool residual, bool atCall)
    {
        var call = new Call(pass, residual, atCall);
        if (pass == Pass.FrozenInfer)
        {
            return; // Nobody can hold its memory.
        }

        for (var tensor = 0; tensor < call.Names.Length; tensor++)
        {
            for (var row = 0; row < 8; row++)
            {
                var exception = Assert.Throws<ArgumentException>(call.Names[tensor], () => call.CheckOwn(tensor, row));
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
        var call = new Call(pass, residual, atCall: false);
        var state = call.State;
        state.GammaGradient.Fill(1);
        state.BetaGradient.Fill(1);
        Assert.Throws<ArgumentException>(() => call.Check(call.Empty(), 1, Length));
        Assert.Equal([1f, 1f, 1f], state.GammaGradient.ToArray());
        call.Check(call.Empty());
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
        var inference = new Call(Pass.InferBackward, residual, atCall, trained: false);
        inference.Check(inference.Apart());
        var training = new Call(Pass.Backward, residual, atCall, trained: false);
        Assert.Throws<InvalidOperationException>(() => training.Check(training.Apart()));
        training.State.CompleteForward(new TensorExtent(4, 4, 3, 2));
        Assert.Throws<InvalidOperationException>(() => training.Check(training.Apart()));
        training.State.CompleteForward(new TensorExtent(2, 2, 3, 4));
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
        foreach (var pass in Enum.GetValues<Pass>())
        {
            var call = new Call(pass, residual: true, atCall: false);
            var places = call.Apart();
            call.Check(places);
            var before = GC.GetAllocatedBytesForCurrentThread();
            call.Check(places);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static (int First, int Second)[] Pairs(string[] names) =>
    [
        .. from first in Enumerable.Range(0, names.Length)
           from second in Enumerable.Range(0, names.Length)
           where first < second
           select (first, second),
    ];

    /// <summary>A call whose tensors lie at places in one array.</summary>
    private sealed class Call
    {
        private readonly float[] memory = new float[20 * Length];
        private readonly FrozenBatchNorm frozen;
        private readonly Pass pass;
        private readonly bool residual;
        private readonly bool atCall;

        public Call(Pass pass, bool residual, bool atCall, bool trained = true)
        {
            this.pass = pass;
            this.residual = residual;
            this.atCall = atCall;
            var shape = atCall ? new TensorShape("Layer", "NCHW", 3) : new TensorShape("Layer", "NCHW", 3, 2, 2);
            State = new BatchNormState(shape, new BatchNormOptions { Residual = residual }, new Workspace(3, 5));
            frozen = new FrozenBatchNorm(State, 16);
            if (trained)
            {
                State.CompleteForward(new TensorExtent(2, 2, 3, 4));
            }

            var isBackward = pass is Pass.Backward or Pass.InferBackward;
            Names = (isBackward, residual) switch
            {
                (false, false) => Inference,
                (false, true) => InferenceWithResidual,
                (true, false) => Training,
                (true, true) => TrainingWithResidual,
            };
        }

        public BatchNormState State { get; }

        public string[] Names { get; }

        /// <summary>Places with room for another tensor on both sides.</summary>
        public int[] Apart() => [.. Enumerable.Range(0, Names.Length).Select(tensor => ((4 * tensor) + 1) * Length)];

        public int[] Empty() => [.. Names.Select(_ => -1)];

        public TensorExtent Check(int[] places, int other = -1, int otherLength = 0)
        {
            ReadOnlySpan<float> Tensor(int index) =>
                index == other ? memory.AsSpan(Math.Max(0, places[index]), otherLength)
                : places[index] < 0 ? default
                : memory.AsSpan(places[index], Length);

            return Names.Length switch
            {
                2 => Check(Tensor(0), Tensor(1)),
                3 => Check(Tensor(0), Tensor(1), Tensor(2)),
                _ => Check(Tensor(0), Tensor(1), Tensor(2), Tensor(3), Tensor(4)),
            };
        }

        /// <summary>One sample of one position, so that a row of the layer is a whole tensor.</summary>
        public TensorExtent CheckOwn(int own, int row)
        {
            var call = new Call(pass, residual, atCall: true, trained: false);
            var state = call.State;
            ReadOnlySpan<float> owned = row switch
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
            var first = own == 0 ? owned : new float[3];
            var second = own == 1 ? owned : new float[3];
            var third = own == 2 ? owned : new float[3];
            var fourth = own == 3 ? owned : new float[3];
            var fifth = own == 4 ? owned : new float[3];
            return Names.Length switch
            {
                2 => call.Check(first, second, 1),
                3 => call.Check(first, second, third, 1),
                _ => call.Check(first, second, third, fourth, fifth, 1),
            };
        }

        public void RequireRefused(int[] places, string first, string second)
        {
            var exception = Assert.Throws<ArgumentException>(() => Check(places));
            Assert.True(exception.ParamName == first || exception.ParamName == second, exception.Message);
            Assert.StartsWith($"Layer: {exception.ParamName} overlaps ", exception.Message, StringComparison.Ordinal);
        }

        private int Batch(ReadOnlySpan<float> input) => input.IsEmpty ? 0 : 2;

        private TensorExtent Check(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => atCall
            ? Check(first, second, Batch(first))
            : pass switch
            {
                Pass.Infer => State.CheckInfer(first, second),
                Pass.FrozenInfer => frozen.CheckInfer(first, second),
                _ => State.CheckForward(first, second),
            };

        private TensorExtent Check(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int batch) => pass switch
        {
            Pass.Infer => State.CheckInfer(first, second, batch),
            Pass.FrozenInfer => frozen.CheckInfer(first, second, batch),
            _ => State.CheckForward(first, second, batch),
        };

        private TensorExtent Check(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> third) => atCall
            ? Check(first, second, third, Batch(first))
            : pass switch
            {
                Pass.Infer => State.CheckInfer(first, second, third),
                Pass.FrozenInfer => frozen.CheckInfer(first, second, third),
                Pass.Forward => State.CheckForward(first, second, third),
                Pass.Backward => State.CheckBackward(first, second, third),
                _ => State.CheckInferBackward(first, second, third),
            };

        private TensorExtent Check(
            ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> third, int batch) => pass switch
            {
                Pass.Infer => State.CheckInfer(first, second, third, batch),
                Pass.FrozenInfer => frozen.CheckInfer(first, second, third, batch),
                Pass.Forward => State.CheckForward(first, second, third, batch),
                Pass.Backward => State.CheckBackward(first, second, third, batch),
                _ => State.CheckInferBackward(first, second, third, batch),
            };

        private TensorExtent Check(
            ReadOnlySpan<float> first,
            ReadOnlySpan<float> second,
            ReadOnlySpan<float> third,
            ReadOnlySpan<float> fourth,
            ReadOnlySpan<float> fifth) => atCall
            ? Check(first, second, third, fourth, fifth, Batch(first))
            : pass == Pass.Backward
                ? State.CheckBackward(first, second, third, fourth, fifth)
                : State.CheckInferBackward(first, second, third, fourth, fifth);

        private TensorExtent Check(
            ReadOnlySpan<float> first,
            ReadOnlySpan<float> second,
            ReadOnlySpan<float> third,
            ReadOnlySpan<float> fourth,
            ReadOnlySpan<float> fifth,
            int batch) => pass == Pass.Backward
            ? State.CheckBackward(first, second, third, fourth, fifth, batch)
            : State.CheckInferBackward(first, second, third, fourth, fifth, batch);
    }
}
