using System;
using System.Linq;
using System.Numerics.Tensors;
using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;
using Tensor = NormGen.Bench.Memory.Tensor;

namespace NormGen.Bench.Peers.Managed;

/// <summary>Batch, group and instance norm with channels last by TensorPrimitives: each call takes a row of channels.</summary>
internal sealed class ChannelRows : InProcessContender
{
    private readonly Workload workload;
    private readonly int channels;
    private readonly int channelsPerGroup;
    private readonly int blocks;
    private readonly int blockRows;
    private readonly float epsilon;
    private readonly float[][] means;
    private readonly float[][] rstds;
    private readonly float[] sums;
    private readonly float[] products;
    private readonly float[] scale;
    private readonly float[] shift;
    private readonly float[] slope;

    public ChannelRows(Workload workload)
        : base(workload.Target)
    {
        var (layer, view) = (workload.Layer, workload.View);
        (this.workload, channels, epsilon) = (workload, view.Channels, (float)layer.Epsilon);
        channelsPerGroup = layer.Kind == LayerKind.Group ? channels / layer.Groups : 1;
        blocks = layer.Kind == LayerKind.Batch ? 1 : workload.Row.Batch;
        blockRows = view.Outer / blocks;
        (means, rstds) = (Tables(blocks), Tables(blocks));
        (sums, products, scale, shift, slope) = (Row(), Row(), Row(), Row(), Row());
        for (var block = 0; block < blocks; block++)
        {
            Moments(block);
        }

        float[] Row() => new float[channels];
        float[][] Tables(int count) => [.. Enumerable.Range(0, count).Select(_ => Row())];
    }

    private int Count => blockRows * channelsPerGroup;

    public override void Call()
    {
        for (var block = 0; block < blocks; block++)
        {
            switch (workload.Row.Pass)
            {
                case Pass.FrozenInfer:
                    Infer();
                    break;
                case Pass.Forward:
                    Moments(block);
                    Apply(block);
                    break;
                default:
                    Backward(block);
                    break;
            }
        }
    }

    private void Infer()
    {
        var parameters = workload.Parameters;
        TensorPrimitives.Add(parameters.Variance.Span, epsilon, scale);
        TensorPrimitives.ReciprocalSqrt<float>(scale, scale);
        TensorPrimitives.Multiply(scale, parameters.Gamma.Span, scale);
        TensorPrimitives.Multiply(parameters.Mean.Span, scale, shift);
        TensorPrimitives.Subtract(parameters.Beta.Span, shift, shift);
        for (var row = 0; row < blockRows; row++)
        {
            TensorPrimitives.MultiplyAdd(Slice(workload.Input, 0, row), scale, shift, Slice(workload.Target, 0, row));
        }
    }

    private void Moments(int block)
    {
        sums.AsSpan().Clear();
        for (var row = 0; row < blockRows; row++)
        {
            TensorPrimitives.Add(sums, Slice(workload.Input, block, row), sums);
        }

        Spread(sums, means[block]);
        sums.AsSpan().Clear();
        for (var row = 0; row < blockRows; row++)
        {
            var target = Slice(workload.Target, block, row);
            TensorPrimitives.Subtract(Slice(workload.Input, block, row), means[block], target);
            TensorPrimitives.MultiplyAdd(target, target, sums, sums);
        }

        Spread(sums, rstds[block]);
        TensorPrimitives.Add(rstds[block], epsilon, rstds[block]);
        TensorPrimitives.ReciprocalSqrt<float>(rstds[block], rstds[block]);
    }

    private void Apply(int block)
    {
        TensorPrimitives.Multiply(rstds[block], workload.Parameters.Gamma.Span, scale);
        for (var row = 0; row < blockRows; row++)
        {
            var target = Slice(workload.Target, block, row);
            TensorPrimitives.MultiplyAdd(target, scale, workload.Parameters.Beta.Span, target);
        }
    }

    private void Backward(int block)
    {
        var gamma = workload.Parameters.Gamma.Span;
        var (mean, rstd) = (means[block], rstds[block]);
        sums.AsSpan().Clear();
        products.AsSpan().Clear();
        for (var row = 0; row < blockRows; row++)
        {
            var gradient = Slice(workload.OutputGradient, block, row);
            TensorPrimitives.Add(sums, gradient, sums);
            TensorPrimitives.MultiplyAdd(gradient, Slice(workload.Input, block, row), products, products);
        }

        // The gradients of beta, sum dy, and of gamma, rstd (sum dy x - mean sum dy), and their means over the group.
        TensorPrimitives.Multiply(mean, sums, scale);
        TensorPrimitives.Subtract(products, scale, products);
        TensorPrimitives.Multiply(products, rstd, products);
        TensorPrimitives.Multiply(sums, gamma, sums);
        TensorPrimitives.Multiply(products, gamma, products);
        Spread(sums, shift);
        Spread(products, slope);

        // rstd (gamma dy - shift - x^ slope), x^ = (x - mean) rstd
        TensorPrimitives.Multiply(slope, rstd, slope);
        TensorPrimitives.Multiply(slope, mean, scale);
        TensorPrimitives.Subtract(scale, shift, shift);
        TensorPrimitives.Multiply(shift, rstd, shift);
        TensorPrimitives.Multiply(slope, rstd, slope);
        TensorPrimitives.Negate<float>(slope, slope);
        TensorPrimitives.Multiply(gamma, rstd, scale);
        for (var row = 0; row < blockRows; row++)
        {
            var target = Slice(workload.Target, block, row);
            TensorPrimitives.MultiplyAdd(Slice(workload.Input, block, row), slope, shift, target);
            TensorPrimitives.MultiplyAdd(Slice(workload.OutputGradient, block, row), scale, target, target);
        }
    }

    /// <summary>The mean over each group of what is summed by channel, for each of its channels.</summary>
    private void Spread(ReadOnlySpan<float> summed, Span<float> result)
    {
        for (var channel = 0; channel < channels; channel += channelsPerGroup)
        {
            result.Slice(channel, channelsPerGroup).Fill(TensorPrimitives.Sum(summed.Slice(channel, channelsPerGroup)) / Count);
        }
    }

    private Span<float> Slice(Tensor tensor, int block, int row) =>
        tensor.Span.Slice(((block * blockRows) + row) * channels, channels);
}
