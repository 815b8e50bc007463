using System;
using System.Numerics.Tensors;
using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Managed;

/// <summary>Layer and RMS norm of rows by TensorPrimitives.</summary>
internal sealed class FeatureRows(Workload workload) : InProcessContender(workload.Target)
{
    private readonly int features = workload.Layer.Features;
    private readonly bool hasMean = workload.Layer.Kind == LayerKind.Layer;
    private readonly float epsilon = (float)workload.Layer.Epsilon;
    private readonly float[] gammaGradient = new float[workload.Layer.Features];
    private readonly float[] betaGradient = new float[workload.Layer.Features];
    private readonly float[] normalized = new float[workload.Layer.Features];

    public override void Call()
    {
        gammaGradient.AsSpan().Clear();
        betaGradient.AsSpan().Clear();
        for (var start = 0; start < workload.Row.Length; start += features)
        {
            var input = workload.Input.Span.Slice(start, features);
            var target = workload.Target.Span.Slice(start, features);
            if (workload.Row.Pass == Pass.Backward)
            {
                Backward(input, workload.OutputGradient.Span.Slice(start, features), target);
            }
            else
            {
                Standardize(input, target);
                Affine(target);
            }
        }
    }

    /// <summary>x^ of a row, and its 1 / sqrt(variance + epsilon).</summary>
    private float Standardize(ReadOnlySpan<float> input, Span<float> result)
    {
        var centred = input;
        if (hasMean)
        {
            TensorPrimitives.Subtract(input, TensorPrimitives.Sum(input) / features, result);
            centred = result;
        }

        var rstd = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(centred) / features) + epsilon);
        TensorPrimitives.Multiply(centred, rstd, result);
        return rstd;
    }

    private void Affine(Span<float> row)
    {
        if (hasMean)
        {
            TensorPrimitives.MultiplyAdd(row, workload.Parameters.Gamma.Span, workload.Parameters.Beta.Span, row);
        }
        else
        {
            TensorPrimitives.Multiply(row, workload.Parameters.Gamma.Span, row);
        }
    }

    private void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> gradient, Span<float> target)
    {
        var rstd = Standardize(input, normalized);
        TensorPrimitives.MultiplyAdd(gradient, normalized, gammaGradient, gammaGradient);
        TensorPrimitives.Multiply(gradient, workload.Parameters.Gamma.Span, target);
        var shift = 0f;
        if (hasMean)
        {
            TensorPrimitives.Add(betaGradient, gradient, betaGradient);
            shift = TensorPrimitives.Sum<float>(target) / features;
        }

        // rstd (gamma dy - m(gamma dy) - x^ m(gamma dy x^))
        var slope = TensorPrimitives.Dot<float>(target, normalized) / features;
        TensorPrimitives.MultiplyAdd(normalized, -slope, target, target);
        TensorPrimitives.Subtract(target, shift, target);
        TensorPrimitives.Multiply(target, rstd, target);
    }
}
