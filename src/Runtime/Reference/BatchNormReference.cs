using System;

namespace NormGen.Reference;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015, algorithm 1 and section 3) as plain loops in double, for any shape and layout
/// known at run time. It is the oracle of the generated kernels, and of use wherever a result is to be checked and speed does not
/// matter. It takes floats, which is what kernels take, and gives doubles, so that errors far below a float's precision show.
/// </summary>
/// <remarks>
/// With <c>n = PerChannel</c> and, for each channel, <c>rstd = 1 / sqrt(variance + epsilon)</c>, <c>x^ = (x - mean) * rstd</c>:
/// <c>z = gamma * x^ + beta + residual</c>: <c>output = activation(z)</c>. With <c>g = outputGradient * activation'(z)</c>:
/// <c>residualGradient = g</c>, <c>betaGradient = sum g</c>, <c>gammaGradient = sum g x^</c> and
/// <c>inputGradient = gamma * rstd * (g - betaGradient / n - x^ * gammaGradient / n)</c>; where the statistics are given, and do
/// not depend on the input, <c>inputGradient = gamma * rstd * g</c>.
/// </remarks>
public static class BatchNormReference
{
    /// <summary>Inference: normalizes with given statistics.</summary>
    /// <param name="input">The input, <c>view.Length</c> elements.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel.</param>
    /// <param name="mean">The running mean, one value per channel.</param>
    /// <param name="variance">The running variance, one value per channel; below -epsilon it gives NaN.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The output, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Infer(
        ReadOnlySpan<float> input,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        double? alpha = null)
    {
        var normalized = Standardize(input, view, mean, variance, epsilon);
        return Affine(view, gamma, beta, new ActivationFunction(activation, alpha), residual).Output(normalized);
    }

    /// <summary>The training forward pass: normalizes with the statistics of the input itself, the biased variance.</summary>
    /// <param name="input">The input, <c>view.Length</c> elements.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The output, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Forward(
        ReadOnlySpan<float> input,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        double? alpha = null)
    {
        var normalized = StandardizationReference.Of(input, StatisticGroups.OfChannels(view), epsilon, hasMean: true);
        return Affine(view, gamma, beta, new ActivationFunction(activation, alpha), residual).Output(normalized);
    }

    /// <summary>The backward pass of <see cref="Forward"/>, the dependence of the statistics on the input included.</summary>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output, in the input's layout.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel; it decides where an activation's derivative is taken.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The gradients by the input, gamma, beta and the residual.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static NormalizationGradients Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        double? alpha = null)
    {
        var normalized = StandardizationReference.Of(input, StatisticGroups.OfChannels(view), epsilon, hasMean: true);
        return Affine(view, gamma, beta, new ActivationFunction(activation, alpha), residual)
            .Gradients(normalized, outputGradient, DependentStatistics.MeanAndVariance);
    }

    /// <summary>The backward pass of <see cref="Infer"/>: the statistics are given, and do not depend on the input.</summary>
    /// <param name="input">The input of the inference.</param>
    /// <param name="outputGradient">The gradient of the loss by the output, in the input's layout.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel; it decides where an activation's derivative is taken.</param>
    /// <param name="mean">The running mean, one value per channel.</param>
    /// <param name="variance">The running variance, one value per channel; below -epsilon it gives NaN.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The gradients by the input, gamma, beta and the residual.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static NormalizationGradients InferBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        double? alpha = null)
    {
        var normalized = Standardize(input, view, mean, variance, epsilon);
        return Affine(view, gamma, beta, new ActivationFunction(activation, alpha), residual).Gradients(normalized, outputGradient, DependentStatistics.None);
    }

    /// <summary>As <see cref="Backward"/>, from a gradient that has come back through the activation already.</summary>
    internal static NormalizationGradients BackwardBeforeActivation(
        ReadOnlySpan<float> input, double[] gradient, TensorView view, ReadOnlySpan<float> gamma, double epsilon)
    {
        var normalized = StandardizationReference.Of(input, StatisticGroups.OfChannels(view), epsilon, hasMean: true);
        return Linear(view, gamma).GradientsBefore(normalized, gradient, DependentStatistics.MeanAndVariance);
    }

    /// <summary>As <see cref="InferBackward"/>, from a gradient that has come back through the activation already.</summary>
    internal static NormalizationGradients InferBackwardBeforeActivation(
        ReadOnlySpan<float> input,
        double[] gradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        double epsilon)
    {
        var normalized = Standardize(input, view, mean, variance, epsilon);
        return Linear(view, gamma).GradientsBefore(normalized, gradient, DependentStatistics.None);
    }

    /// <summary>The normalized values x^: <c>(x - mean) / sqrt(variance + epsilon)</c>.</summary>
    /// <param name="input">The input, <c>view.Length</c> elements.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="mean">The mean, one value per channel.</param>
    /// <param name="variance">The variance, one value per channel.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <returns>The normalized values, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Standardize(
        ReadOnlySpan<float> input, TensorView view, ReadOnlySpan<double> mean, ReadOnlySpan<double> variance, double epsilon) =>
        new StandardizationReference(input, StatisticGroups.OfChannels(view), mean, variance, epsilon).Values;

    private static StandardizationReference Standardize(
        ReadOnlySpan<float> input, TensorView view, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, double epsilon)
    {
        ReferenceGuard.RequireLength(mean, view.Channels);
        ReferenceGuard.RequireLength(variance, view.Channels);
        return new StandardizationReference(input, StatisticGroups.OfChannels(view), Widen(mean), Widen(variance), epsilon);
    }

    private static AffineReference Affine(
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ActivationFunction activation,
        ReadOnlySpan<float> residual)
    {
        ReferenceGuard.RequireLength(beta, view.Channels);
        return new AffineReference(view, gamma, beta, unitOffset: false, activation, residual);
    }

    private static AffineReference Linear(TensorView view, ReadOnlySpan<float> gamma) =>
        new(view, gamma, beta: [], unitOffset: false, new ActivationFunction(Activation.None), residual: []);

    private static double[] Widen(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);
}
