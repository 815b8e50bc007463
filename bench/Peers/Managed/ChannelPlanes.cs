using System;
using System.Numerics.Tensors;
using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;
using NormGen.Reference;
using Tensor = NormGen.Bench.Memory.Tensor;

namespace NormGen.Bench.Peers.Managed;

/// <summary>Batch, group and instance norm with channels first by TensorPrimitives: each call takes a plane.</summary>
internal sealed class ChannelPlanes : InProcessContender
{
    private readonly Workload workload;
    private readonly TensorView view;
    private readonly int groups;
    private readonly int groupPlanes;
    private readonly int channelsPerGroup;
    private readonly float epsilon;
    private readonly float[] means;
    private readonly float[] rstds;
    private readonly float[] gammaGradient;
    private readonly float[] betaGradient;

    public ChannelPlanes(Workload workload)
        : base(workload.Target)
    {
        (this.workload, view, epsilon) = (workload, workload.View, (float)workload.Layer.Epsilon);
        var isBatchNorm = workload.Layer.Kind == LayerKind.Batch;
        groups = isBatchNorm ? view.Channels : view.Outer * workload.Layer.Groups;
        groupPlanes = view.Outer * view.Channels / groups;
        channelsPerGroup = isBatchNorm ? 1 : groupPlanes;
        (means, rstds) = (new float[groups], new float[groups]);
        (gammaGradient, betaGradient) = (new float[view.Channels], new float[view.Channels]);
        for (var group = 0; group < groups; group++)
        {
            Moments(group);
        }
    }

    private int Count => groupPlanes * view.Inner;

    public override void Call()
    {
        gammaGradient.AsSpan().Clear();
        betaGradient.AsSpan().Clear();
        for (var group = 0; group < groups; group++)
        {
            switch (workload.Row.Pass)
            {
                case Pass.FrozenInfer:
                    Infer(group);
                    break;
                case Pass.Forward:
                    Moments(group);
                    Apply(group);
                    break;
                default:
                    Backward(group);
                    break;
            }
        }
    }

    // Where the group's plane begins, and its channel. Planes of a batch norm's channel lie apart, those of others side by side.
    private (int Start, int Channel) Plane(int group, int index)
    {
        var plane = channelsPerGroup == groupPlanes ? (group * groupPlanes) + index : (index * view.Channels) + group;
        return (plane * view.Inner, plane % view.Channels);
    }

    private Span<float> Slice(Tensor tensor, int start) => tensor.Span.Slice(start, view.Inner);

    private void Infer(int group)
    {
        var parameters = workload.Parameters;
        var scale = parameters.Gamma.Span[group] / MathF.Sqrt(parameters.Variance.Span[group] + epsilon);
        var shift = parameters.Beta.Span[group] - (parameters.Mean.Span[group] * scale);
        for (var index = 0; index < groupPlanes; index++)
        {
            var (start, _) = Plane(group, index);
            var target = Slice(workload.Target, start);
            TensorPrimitives.Multiply(Slice(workload.Input, start), scale, target);
            TensorPrimitives.Add(target, shift, target);
        }
    }

    private void Moments(int group)
    {
        var (sum, squares) = (0f, 0f);
        for (var index = 0; index < groupPlanes; index++)
        {
            sum += TensorPrimitives.Sum<float>(Slice(workload.Input, Plane(group, index).Start));
        }

        means[group] = sum / Count;
        for (var index = 0; index < groupPlanes; index++)
        {
            var (start, _) = Plane(group, index);
            var target = Slice(workload.Target, start);
            TensorPrimitives.Subtract(Slice(workload.Input, start), means[group], target);
            squares += TensorPrimitives.SumOfSquares<float>(target);
        }

        rstds[group] = 1 / MathF.Sqrt((squares / Count) + epsilon);
    }

    private void Apply(int group)
    {
        for (var index = 0; index < groupPlanes; index++)
        {
            var (start, channel) = Plane(group, index);
            var target = Slice(workload.Target, start);
            TensorPrimitives.Multiply(target, workload.Parameters.Gamma.Span[channel] * rstds[group], target);
            TensorPrimitives.Add(target, workload.Parameters.Beta.Span[channel], target);
        }
    }

    private void Backward(int group)
    {
        var gamma = workload.Parameters.Gamma.Span;
        var (mean, rstd) = (means[group], rstds[group]);
        var (shift, slope) = (0f, 0f);
        for (var index = 0; index < groupPlanes; index++)
        {
            var (start, channel) = Plane(group, index);
            ReadOnlySpan<float> gradient = Slice(workload.OutputGradient, start);
            var sum = TensorPrimitives.Sum(gradient);
            var product = (TensorPrimitives.Dot(gradient, Slice(workload.Input, start)) - (mean * sum)) * rstd;
            betaGradient[channel] += sum;
            gammaGradient[channel] += product;
            shift += gamma[channel] * sum / Count;
            slope += gamma[channel] * product / Count;
        }

        // rstd (gamma dy - shift - x^ slope), x^ = (x - mean) rstd
        for (var index = 0; index < groupPlanes; index++)
        {
            var (start, channel) = Plane(group, index);
            var target = Slice(workload.Target, start);
            TensorPrimitives.Multiply(Slice(workload.Input, start), -slope * rstd * rstd, target);
            TensorPrimitives.Add(target, ((mean * slope * rstd) - shift) * rstd, target);
            TensorPrimitives.MultiplyAdd(Slice(workload.OutputGradient, start), gamma[channel] * rstd, target, target);
        }
    }
}
