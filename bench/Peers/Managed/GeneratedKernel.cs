using System;
using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Managed;

/// <summary>The kernel that NormGen generates for the row's declaration.</summary>
internal sealed class GeneratedKernel : IPeer
{
    public string Name => "NormGen";

    public IContender Enter(Workload workload) => Enter(workload, workload.Input, workload.OutputGradient, workload.Target);

    /// <summary>Gets ready on these buffers.</summary>
    public static IContender Enter(Workload workload, Tensor input, Tensor outputGradient, Tensor target) =>
        Enter(workload.Layer.Create(workload.Parameters, workload.Threads), workload.Row.Pass, input, outputGradient, target);

    /// <summary>Gets a layer's pass ready on these buffers.</summary>
    public static InProcessContender Enter(LayerInstance layer, Pass pass, Tensor input, Tensor outputGradient, Tensor target)
    {
        switch (pass)
        {
            case Pass.FrozenInfer:
                return new ForwardContender(layer.Infer, input, target);
            case Pass.Forward:
                return new ForwardContender(layer.Forward, input, target);
            case Pass.Backward:
                // Backward is of the last Forward, on the same input.
                layer.Forward(input.Span, new float[input.Length]);
                return new BackwardContender(layer.Backward, input, outputGradient, target);
            default:
                throw new ArgumentOutOfRangeException(nameof(pass), pass, "A pass that the suite has no rows for.");
        }
    }

    private sealed class ForwardContender(ForwardCall call, Tensor input, Tensor target) : InProcessContender(target)
    {
        private readonly Tensor target = target;

        public override void Call() => call(input.Span, target.Span);
    }

    private sealed class BackwardContender(BackwardCall call, Tensor input, Tensor outputGradient, Tensor target)
        : InProcessContender(target)
    {
        private readonly Tensor target = target;

        public override void Call() => call(input.Span, outputGradient.Span, target.Span);
    }
}
