using System;

namespace NormGen.Reference;

/// <summary>
/// What becomes of a normalized value: <c>activation(scale * x^ + shift + residual)</c> with a scale and a shift per channel; and how
/// a gradient comes back through it.
/// </summary>
internal readonly ref struct AffineReference
{
    private readonly ReadOnlySpan<double> scale;
    private readonly ReadOnlySpan<float> shift;
    private readonly ActivationFunction activation;
    private readonly ReadOnlySpan<float> residual;

    /// <summary>Checks the operands.</summary>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel; empty for none.</param>
    /// <param name="unitOffset">Whether the scale is <c>1 + gamma</c>.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation; empty for nothing.</param>
    public AffineReference(
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        bool unitOffset,
        ActivationFunction activation,
        ReadOnlySpan<float> residual)
    {
        ReferenceGuard.RequireLength(gamma, view.Channels);
        ReferenceGuard.RequireLengthOrNone(beta, view.Channels);
        ReferenceGuard.RequireLengthOrNone(residual, view.Length);
        scale = Scale(gamma, unitOffset);
        shift = beta;
        this.activation = activation;
        this.residual = residual;
    }

    /// <summary>The scale of each channel: gamma, or <c>1 + gamma</c>.</summary>
    public static double[] Scale(ReadOnlySpan<float> gamma, bool unitOffset)
    {
        var scale = new double[gamma.Length];
        for (var channel = 0; channel < scale.Length; channel++)
        {
            scale[channel] = unitOffset ? 1.0 + gamma[channel] : gamma[channel];
        }

        return scale;
    }

    /// <summary>The output.</summary>
    public double[] Output(StandardizationReference normalized)
    {
        var output = new double[normalized.Values.Length];
        foreach (var run in normalized.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var value = PreActivation(normalized.Values[index], run.Channel, index);
                output[index] = activation.Value(value);
            }
        }

        return output;
    }

    /// <summary>The gradients of all that the output was made of.</summary>
    /// <param name="normalized">The normalized values.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="dependent">The statistics that depend on the input.</param>
    public NormalizationGradients Gradients(
        StandardizationReference normalized, ReadOnlySpan<float> outputGradient, DependentStatistics dependent)
    {
        ReferenceGuard.RequireLength(outputGradient, normalized.Values.Length);
        var gradient = new double[outputGradient.Length];
        foreach (var run in normalized.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var value = PreActivation(normalized.Values[index], run.Channel, index);
                gradient[index] = activation.Gradient(outputGradient[index], value);
            }
        }

        return GradientsBefore(normalized, gradient, dependent);
    }

    /// <summary>The gradients of all that the value before the activation was made of.</summary>
    /// <param name="normalized">The normalized values.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="dependent">The statistics that depend on the input.</param>
    public NormalizationGradients GradientsBefore(
        StandardizationReference normalized, double[] gradient, DependentStatistics dependent)
    {
        var scaled = new double[gradient.Length];
        foreach (var run in normalized.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                scaled[index] = scale[run.Channel] * gradient[index];
            }
        }

        var (gammaGradient, betaGradient) = normalized.ParameterGradients(gradient);
        return new NormalizationGradients(
            normalized.InputGradient(scaled, dependent), gammaGradient, betaGradient, gradient);
    }

    private double PreActivation(double normalized, int channel, int index) => activation.Argument(
        (scale[channel] * normalized) + (shift.IsEmpty ? 0 : shift[channel]) + (residual.IsEmpty ? 0 : residual[index]));
}
