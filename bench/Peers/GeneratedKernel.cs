using System;
using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers;

/// <summary>The kernel that NormGen generates for the row's declaration.</summary>
/// <param name="threads">How many threads it may use.</param>
internal sealed class GeneratedKernel(int threads) : IPeer
{
    public string Name => "NormGen";

    public IContender Enter(Workload workload)
    {
        var layer = workload.Row.Layer.Create(threads);
        switch (workload.Row.Pass)
        {
            case Pass.FrozenInfer:
                return new ForwardContender(layer.Infer, workload);
            case Pass.Forward:
                return new ForwardContender(layer.Forward, workload);
            case Pass.Backward:
                // Backward is of the last Forward, on the same input.
                layer.Forward(workload.Input.Span, workload.Target.Span);
                return new BackwardContender(layer.Backward, workload);
            default:
                throw new ArgumentOutOfRangeException(nameof(workload));
        }
    }

    private sealed class ForwardContender(ForwardCall call, Workload workload) : InProcessContender
    {
        public override void Call() => call(workload.Input.Span, workload.Target.Span);
    }

    private sealed class BackwardContender(BackwardCall call, Workload workload) : InProcessContender
    {
        public override void Call() => call(workload.Input.Span, workload.OutputGradient.Span, workload.Target.Span);
    }
}
