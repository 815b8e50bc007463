using System;
using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;
using NormGen.Reference;

namespace NormGen.Bench.Peers.Managed;

/// <summary>The generic reference: the formulas as loops in double. At small shapes only, for it is slow.</summary>
internal sealed class ReferencePeer : IPeer
{
    private const int LargestTensor = 32_768;

    public string Name => "reference";

    public IContender? Enter(Workload workload) => workload.Row.Length <= LargestTensor ? new Contender(workload) : null;

    private sealed class Contender(Workload workload) : InProcessContender(workload.Target)
    {
        private readonly bool isBatchNorm = workload.Layer.Kind == LayerKind.Batch;
        private readonly double epsilon = workload.Layer.Epsilon;
        private readonly bool hasMean = workload.Layer.Kind != LayerKind.Rms;
        private readonly StatisticGroups groups =
            StatisticGroups.OfSamples(workload.View, workload.Row.Batch, workload.Layer.Groups);

        public override void Call()
        {
            var result = workload.Row.Pass == Pass.Backward ? Backward().Input : Output();
            var target = workload.Target.Span;
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = (float)result[index];
            }
        }

        private ReadOnlySpan<double> Output()
        {
            var parameters = workload.Parameters;
            var input = workload.Input.Span;
            var gamma = parameters.Gamma.Span;
            var beta = parameters.Beta.Span;
            return workload.Row.Pass == Pass.FrozenInfer
                ? BatchNormReference.Infer(
                    input, workload.View, gamma, beta, parameters.Mean.Span, parameters.Variance.Span, epsilon)
                : isBatchNorm ? BatchNormReference.Forward(input, workload.View, gamma, beta, epsilon)
                : SampleNormReference.Forward(input, groups, gamma, hasMean ? beta : [], epsilon, hasMean);
        }

        private NormalizationGradients Backward()
        {
            var input = workload.Input.Span;
            var gradient = workload.OutputGradient.Span;
            var gamma = workload.Parameters.Gamma.Span;
            var beta = workload.Parameters.Beta.Span;
            return isBatchNorm
                ? BatchNormReference.Backward(input, gradient, workload.View, gamma, beta, epsilon)
                : SampleNormReference.Backward(input, gradient, groups, gamma, hasMean ? beta : [], epsilon, hasMean);
        }
    }
}
