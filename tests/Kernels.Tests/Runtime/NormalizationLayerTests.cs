using System;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>What every layer has from its base class.</summary>
public class NormalizationLayerTests
{
    [Fact]
    public void One_thread_unless_it_is_said()
    {
        var layer = new SomeLayer();
        Assert.Equal(1, layer.MaxDegreeOfParallelism);
        Assert.Equal(1, layer.BatchNorm.Threads);
        layer.MaxDegreeOfParallelism = -1;
        Assert.Equal(-1, layer.MaxDegreeOfParallelism);
        Assert.Equal(Environment.ProcessorCount, layer.BatchNorm.Threads);
        layer.MaxDegreeOfParallelism = int.MaxValue;
        Assert.Equal(int.MaxValue, layer.BatchNorm.Threads);
    }

    [Fact]
    public void A_frozen_layer_starts_with_the_layers_threads_and_has_its_own()
    {
        var layer = new SomeLayer { MaxDegreeOfParallelism = 5 };
        var frozen = new FrozenBatchNorm(layer.BatchNorm, 0);
        Assert.Equal(5, frozen.MaxDegreeOfParallelism);
        layer.MaxDegreeOfParallelism = 2;
        Assert.Equal(5, frozen.Threads);
        frozen.MaxDegreeOfParallelism = -1;
        Assert.Equal(Environment.ProcessorCount, frozen.Threads);
        Assert.Equal(2, layer.MaxDegreeOfParallelism);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public void A_number_of_threads_that_is_none_is_refused(int threads)
    {
        var layer = new SomeLayer { MaxDegreeOfParallelism = 3 };
        var frozen = new FrozenBatchNorm(layer.BatchNorm, 0);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => layer.MaxDegreeOfParallelism = threads);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => frozen.MaxDegreeOfParallelism = threads);
        Assert.Equal(3, layer.MaxDegreeOfParallelism);
        Assert.Equal(3, frozen.MaxDegreeOfParallelism);
    }

    [Fact]
    public void Passes_run_by_name()
    {
        var layer = new SomeLayer();
        var (input, output) = (new[] { 1f, 2f }, new float[2]);
        layer.RunPass(Pass.Infer, new PassTensors { Input = input, Output = output, Batch = 1 });
        Assert.Equal(input, output);
    }

    [Fact]
    public void A_pass_that_a_layer_lacks_is_named()
    {
        var exception = Assert.Throws<NotSupportedException>(() => new SomeLayer().RunPass(Pass.InferBackward, default));
        Assert.Equal("Some: this layer of NC [batch, 2] has no pass InferBackward.", exception.Message);
    }

    private sealed class SomeLayer : NormalizationLayer
    {
        public SomeLayer()
            : this(new BatchNormState(new TensorShape("Some", "NC", 2), new BatchNormOptions(), default))
        {
        }

        private SomeLayer(BatchNormState state)
            : base(state) => BatchNorm = state;

        public BatchNormState BatchNorm { get; }

        public override void RunPass(Pass pass, in PassTensors tensors)
        {
            if (pass != Pass.Infer)
            {
                throw NoSuchPass(pass);
            }

            tensors.Input.CopyTo(tensors.Output);
        }
    }
}
