using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>
/// Batch norm. Instance norm is that too: of each sample as a batch of its own, or, where channels come first, of one sample that
/// has all the planes for channels.
/// </summary>
internal sealed class DnnlBatchNorm
{
    private readonly DnnlSession session = new();
    private readonly Workload workload;
    private readonly int parts;
    private readonly int channels;
    private readonly byte[] data;
    private readonly byte[] statistics;
    private readonly byte[] scaleShift;
    private readonly Tensor coefficients;
    private readonly Tensor mean;
    private readonly Tensor variance;
    private readonly Tensor gradients;

    private DnnlBatchNorm(Workload workload)
    {
        this.workload = workload;
        var layer = workload.Layer;
        var (samples, space) = (workload.Row.Batch, layer.ElementsPerSample / layer.Features);
        (parts, channels) = (1, layer.Features);
        if (layer.Kind == LayerKind.Instance)
        {
            (parts, channels) = layer.IsChannelsLast ? (samples, channels) : (1, samples * channels);
            samples = 1;
        }

        // The space is one axis as good as two, but these kernels know 4-D tensors best.
        var width = layer.Sizes.Count == 3 ? layer.Sizes[2] : 1;
        long[] sizes = [samples, channels, space / width, width];
        long[] strides = layer.IsChannelsLast
            ? [(long)channels * space, 1, (long)width * channels, channels]
            : [(long)channels * space, space, width, 1];
        data = DnnlSession.Describe(sizes, strides);
        statistics = DnnlSession.Describe(channels);
        scaleShift = DnnlSession.Describe([2, channels], [channels, 1]);

        var parameters = workload.Parameters;
        coefficients = workload.Memory.Make(2 * channels);
        (mean, variance) = (workload.Memory.Make(parts * channels), workload.Memory.Make(parts * channels));
        gradients = workload.Memory.Make(2 * channels);
        Repeat(parameters.Gamma, coefficients, 0);
        Repeat(parameters.Beta, coefficients, channels);
        Repeat(parameters.Mean, mean, 0);
        Repeat(parameters.Variance, variance, 0);
    }

    public static IContender Enter(Workload workload) => new DnnlBatchNorm(workload).Enter();

    private DnnlContender Enter()
    {
        if (workload.Row.Pass == Pass.FrozenInfer)
        {
            return Forward(DnnlOperation.Inference, DnnlOperation.UseScaleShift | DnnlOperation.UseGlobalStatistics).Contender;
        }

        var (forward, hint) = Forward(DnnlOperation.Training, DnnlOperation.UseScaleShift);
        if (workload.Row.Pass == Pass.Forward)
        {
            return forward;
        }

        var operation = DnnlOperation.Desc();
        Dnnl.Check(Dnnl.BatchNormBackward(
            operation, DnnlOperation.Backward, data, data, (float)workload.Layer.Epsilon, DnnlOperation.UseScaleShift));
        var primitive = session.Primitive(session.PrimitiveDesc(operation, hint));
        forward.Call();
        return new DnnlContender(session, primitive, [.. Parts(BackwardArguments)], workload.Target);
    }

    private (DnnlContender Contender, nint Desc) Forward(int kind, uint flags)
    {
        var operation = DnnlOperation.Desc();
        Dnnl.Check(Dnnl.BatchNormForward(operation, kind, data, (float)workload.Layer.Epsilon, flags));
        var desc = session.PrimitiveDesc(operation, 0);
        return (new(session, session.Primitive(desc), [.. Parts(ForwardArguments)], workload.Target), desc);
    }

    private IEnumerable<DnnlArgument[]> Parts(Func<int, int, DnnlArgument[]> arguments) =>
        from part in Enumerable.Range(0, parts)
        select arguments(part * (workload.Row.Length / parts) * sizeof(float), part * channels * sizeof(float));

    // Where the part begins in tensors and in statistics, in bytes.
    private DnnlArgument[] ForwardArguments(int bytes, int row) => DnnlSession.Pin(
        session.Bind(DnnlOperand.Source, data, workload.Input.Address + bytes),
        session.Bind(DnnlOperand.Destination, data, workload.Target.Address + bytes),
        session.Bind(DnnlOperand.ScaleShift, scaleShift, coefficients.Address),
        session.Bind(DnnlOperand.Mean, statistics, mean.Address + row),
        session.Bind(DnnlOperand.Variance, statistics, variance.Address + row));

    private DnnlArgument[] BackwardArguments(int bytes, int row) => DnnlSession.Pin(
        session.Bind(DnnlOperand.Source, data, workload.Input.Address + bytes),
        session.Bind(DnnlOperand.DestinationGradient, data, workload.OutputGradient.Address + bytes),
        session.Bind(DnnlOperand.SourceGradient, data, workload.Target.Address + bytes),
        session.Bind(DnnlOperand.ScaleShift, scaleShift, coefficients.Address),
        session.Bind(DnnlOperand.ScaleShiftGradient, scaleShift, gradients.Address),
        session.Bind(DnnlOperand.Mean, statistics, mean.Address + row),
        session.Bind(DnnlOperand.Variance, statistics, variance.Address + row));

    private void Repeat(Tensor values, Tensor into, int from)
    {
        for (var at = 0; at < channels; at += values.Length)
        {
            values.Span.CopyTo(into.Span[(from + at)..]);
        }
    }
}
