using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>Layer norm of rows.</summary>
internal static class DnnlLayerNorm
{
    public static IContender Enter(Workload workload)
    {
        var session = new DnnlSession();
        var (rows, features) = (workload.View.Outer, workload.Layer.Features);
        var (epsilon, memory) = ((float)workload.Layer.Epsilon, workload.Memory);
        var data = DnnlSession.Describe([rows, features], [features, 1]);
        var statistics = DnnlSession.Describe(rows);
        var scaleShift = DnnlSession.Describe([2, features], [features, 1]);
        var coefficients = memory.Make(2 * features);
        DnnlOperation.Join(workload.Parameters.Gamma.Span, workload.Parameters.Beta.Span, coefficients.Span);

        var operation = DnnlOperation.Desc();
        Dnnl.Check(Dnnl.LayerNormForward(
            operation, DnnlOperation.Training, data, statistics, epsilon, DnnlOperation.UseScaleShift));
        var hint = session.PrimitiveDesc(operation, 0);
        var source = session.Bind(DnnlOperand.Source, data, workload.Input.Address);
        var mean = session.Bind(DnnlOperand.Mean, statistics, memory.Make(rows).Address);
        var variance = session.Bind(DnnlOperand.Variance, statistics, memory.Make(rows).Address);
        var scale = session.Bind(DnnlOperand.ScaleShift, scaleShift, coefficients.Address);
        var target = session.Bind(DnnlOperand.Destination, data, workload.Target.Address);
        var forward = new DnnlContender(
            session, session.Primitive(hint), [DnnlSession.Pin(source, target, scale, mean, variance)], workload.Target);
        if (workload.Row.Pass == Pass.Forward)
        {
            return forward;
        }

        forward.Call();
        operation = DnnlOperation.Desc();
        Dnnl.Check(Dnnl.LayerNormBackward(
            operation, DnnlOperation.Backward, data, data, statistics, epsilon, DnnlOperation.UseScaleShift));
        var arguments = DnnlSession.Pin(
            source,
            session.Bind(DnnlOperand.DestinationGradient, data, workload.OutputGradient.Address),
            session.Bind(DnnlOperand.SourceGradient, data, workload.Target.Address),
            scale,
            session.Bind(DnnlOperand.ScaleShiftGradient, scaleShift, memory.Make(2 * features).Address),
            mean,
            variance);
        var primitive = session.Primitive(session.PrimitiveDesc(operation, hint));
        return new DnnlContender(session, primitive, [arguments], workload.Target);
    }
}
