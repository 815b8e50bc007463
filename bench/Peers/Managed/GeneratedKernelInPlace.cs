using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Managed;

/// <summary>
/// The generated kernel with the output in the input's place, or the input's gradient in the output gradient's. Its data are such
/// that a pass leaves them about what they were, or a million calls would end in infinities or subnormal numbers.
/// </summary>
internal sealed class GeneratedKernelInPlace : IPeer
{
    public string Name => "NormGen in place";

    public IContender Enter(Workload workload)
    {
        // Normalized once, and with neutral parameters, data have a mean of 0 and a variance of 1, whatever the groups.
        var neutral = new Workload(workload.Row, workload.Memory, workload.Threads);
        neutral.Parameters.MakeNeutral();
        var layer = neutral.Layer.Create(neutral.Parameters, neutral.Threads);
        layer.Forward(neutral.Input.Span, neutral.Target.Span);
        return neutral.Row.Pass == Pass.Backward
            ? GeneratedKernel.Enter(neutral, neutral.Target, neutral.OutputGradient, neutral.OutputGradient)
            : GeneratedKernel.Enter(neutral, neutral.Target, neutral.OutputGradient, neutral.Target);
    }
}
