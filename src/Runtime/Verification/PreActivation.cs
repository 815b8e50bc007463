using System;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>What an activation is taken of, and the error bounds of that.</summary>
internal sealed class PreActivation
{
    /// <summary>Takes <c>scale * x^ + beta + residual</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="scale">The scale: gamma, or 1 + gamma.</param>
    /// <param name="beta">The shift; empty for none.</param>
    /// <param name="residual">The residual; empty for none.</param>
    /// <param name="activation">The activation.</param>
    public PreActivation(
        NormalizedInput input,
        double[] scale,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> residual,
        ActivationFunction activation)
    {
        Values = new double[input.Values.Length];
        Bounds = new double[input.Values.Length];
        foreach (var run in input.Groups.Runs())
        {
            var (factor, shift) = (scale[run.Channel], beta.IsEmpty ? 0 : beta[run.Channel]);
            for (var index = run.Start; index < run.End; index++)
            {
                var added = residual.IsEmpty ? 0 : residual[index];
                var normalized = input.Values[index];
                Values[index] = activation.Argument((factor * normalized) + shift + added);
                var magnitude = (Math.Abs(factor) * (1 + Math.Abs(normalized))) + Math.Abs(shift) + Math.Abs(added);
                Bounds[index] = ErrorBounds.Linear(magnitude, input.Input[index] - input.Mean[run.Group]);
            }
        }
    }

    public double[] Values { get; }

    /// <summary>4u (|scale| (1 + |x^|) + |beta| + |residual|).</summary>
    public double[] Bounds { get; }
}
