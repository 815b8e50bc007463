using System;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>The gradient before an activation, and how far it may be off.</summary>
/// <remarks>
/// Within the bound of a kink either one-sided derivative is right, but where the output tells which side it is on, it must be that of the
/// output that was given: where relu gave 0 its derivative is 0, where it gave anything else, NaN included, 1. Then the gradient is
/// a product of two floats, and exact. Elsewhere the derivative may move as far as the value before the activation may, and
/// is computed to 8u of its largest value.
/// </remarks>
internal sealed class GradientBeforeActivation
{
    // A value that is this far off says nothing of a derivative any more.
    private const double Far = 0.25;

    private GradientBeforeActivation(double[] values, double[] slack, bool isActivated) =>
        (Values, Slack, IsActivated) = (values, slack, isActivated);

    public double[] Values { get; }

    /// <summary>How far each value may be off.</summary>
    public double[] Slack { get; }

    /// <summary>Whether there is an activation.</summary>
    public bool IsActivated { get; }

    /// <param name="state">What was set at run time.</param>
    /// <param name="traits">What is declared: an activation, or a user's function.</param>
    /// <param name="value">What it is taken of.</param>
    /// <param name="output">The output that was given.</param>
    /// <param name="outputGradient">The gradient after it.</param>
    public static GradientBeforeActivation Of(
        LayerState state, LayerTraits traits, PreActivation value, float[] output, float[] outputGradient) => traits.Epilogue is { } function
        ? Of(new AppliedEpilogue(function, state.EpilogueParameter), value, outputGradient)
        : Of(traits.Activation, value, output, outputGradient);

    /// <param name="activation">The activation.</param>
    /// <param name="value">What it is taken of.</param>
    /// <param name="output">The output that was given.</param>
    /// <param name="outputGradient">The gradient after the activation.</param>
    public static GradientBeforeActivation Of(
        ActivationFunction activation, PreActivation value, float[] output, float[] outputGradient)
    {
        var values = new double[output.Length];
        var slack = new double[output.Length];
        for (var index = 0; index < values.Length; index++)
        {
            double gradient = outputGradient[index];
            if (activation.DerivativeOf(output[index]) is { } told)
            {
                values[index] = told switch
                {
                    0 when activation.Kind is Activation.Relu or Activation.Relu6 => 0,
                    1 => gradient,
                    _ => (float)(told * gradient),
                };
            }
            else
            {
                var at = value.Values[index];
                values[index] = activation.Gradient(gradient, at);
                slack[index] = (Math.Abs(gradient) * Move(activation, at, value.Bounds[index])) + ErrorBounds.Spacing;
            }
        }

        return new(values, slack, activation.Kind != Activation.None);
    }

    private static GradientBeforeActivation Of(AppliedEpilogue epilogue, PreActivation value, float[] outputGradient)
    {
        var (derivatives, bounds) = epilogue.Derivative(value);
        var (values, slack) = (new double[outputGradient.Length], new double[outputGradient.Length]);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = outputGradient[index] * derivatives[index];
            slack[index] = (Math.Abs((double)outputGradient[index]) * bounds[index]) + Rounding(values[index]) + ErrorBounds.Spacing;
        }

        return new(values, slack, isActivated: true);

        static double Rounding(double product) => double.IsFinite(product) ? 2 * ErrorBounds.U * Math.Abs(product) : 0;
    }

    /// <summary>How far the derivative moves where the value before the activation does, and what computing it costs.</summary>
    private static double Move(ActivationFunction activation, double value, double by)
    {
        var derivative = activation.Derivative(value);
        var most = by > Far
            ? 2 * activation.Steepness
            : Math.Max(
                Math.Abs(activation.Derivative(value + by) - derivative),
                Math.Abs(activation.Derivative(value - by) - derivative));
        return most + (8 * ErrorBounds.U * activation.Steepness);
    }
}
