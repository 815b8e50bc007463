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
        ReadOnlySpan<float> residual = default)
    {
        ReferenceGuard.RequireLength(mean, view.Channels);
        ReferenceGuard.RequireLength(variance, view.Channels);
        return Normalize(input, view, gamma, beta, Widen(mean), Widen(variance), epsilon, activation, residual);
    }

    /// <summary>The training forward pass: normalizes with the statistics of the input itself, the biased variance.</summary>
    /// <param name="input">The input, <c>view.Length</c> elements.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <returns>The output, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Forward(
        ReadOnlySpan<float> input,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default)
    {
        var statistics = ChannelStatistics.Of(input, view);
        return Normalize(input, view, gamma, beta, statistics.Mean, statistics.Variance, epsilon, activation, residual);
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
    /// <returns>The gradients by the input, gamma, beta and the residual.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static BatchNormGradients Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default)
    {
        var statistics = ChannelStatistics.Of(input, view);
        var normalized = Standardize(input, view, statistics.Mean, statistics.Variance, epsilon);
        var gradient = BeforeActivation(normalized, outputGradient, view, gamma, beta, activation, residual);
        var (gammaGradient, betaGradient) = OfParameters(normalized, gradient, view);
        var inputGradient = new double[normalized.Length];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            var centered = gradient[index] - (betaGradient[channel] / view.PerChannel) -
                (normalized[index] * (gammaGradient[channel] / view.PerChannel));
            inputGradient[index] = gamma[channel] * statistics.Rstd(channel, epsilon) * centered;
        }

        return new BatchNormGradients(inputGradient, gammaGradient, betaGradient, gradient);
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
    /// <returns>The gradients by the input, gamma, beta and the residual.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static BatchNormGradients InferBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        double epsilon,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default)
    {
        ReferenceGuard.RequireLength(mean, view.Channels);
        ReferenceGuard.RequireLength(variance, view.Channels);
        var normalized = Standardize(input, view, Widen(mean), Widen(variance), epsilon);
        var gradient = BeforeActivation(normalized, outputGradient, view, gamma, beta, activation, residual);
        var (gammaGradient, betaGradient) = OfParameters(normalized, gradient, view);
        var inputGradient = new double[normalized.Length];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            inputGradient[index] = gamma[channel] / Math.Sqrt(variance[channel] + epsilon) * gradient[index];
        }

        return new BatchNormGradients(inputGradient, gammaGradient, betaGradient, gradient);
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
        ReadOnlySpan<float> input, TensorView view, ReadOnlySpan<double> mean, ReadOnlySpan<double> variance, double epsilon)
    {
        ReferenceGuard.RequireLength(input, view.Length);
        ReferenceGuard.RequireLength(mean, view.Channels);
        ReferenceGuard.RequireLength(variance, view.Channels);
        var normalized = new double[input.Length];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            normalized[index] = (input[index] - mean[channel]) / Math.Sqrt(variance[channel] + epsilon);
        }

        return normalized;
    }

    private static double[] Normalize(
        ReadOnlySpan<float> input,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> variance,
        double epsilon,
        Activation activation,
        ReadOnlySpan<float> residual)
    {
        RequireOperands(view, gamma, beta, residual);
        var output = Standardize(input, view, mean, variance, epsilon);
        for (var index = 0; index < output.Length; index++)
        {
            var value = PreActivation(output[index], index, view, gamma, beta, residual);
            output[index] = ActivationReference.Value(activation, value);
        }

        return output;
    }

    private static double[] BeforeActivation(
        double[] normalized,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        Activation activation,
        ReadOnlySpan<float> residual)
    {
        ReferenceGuard.RequireLength(outputGradient, view.Length);
        RequireOperands(view, gamma, beta, residual);
        var gradient = new double[normalized.Length];
        for (var index = 0; index < gradient.Length; index++)
        {
            var value = PreActivation(normalized[index], index, view, gamma, beta, residual);
            gradient[index] = outputGradient[index] * ActivationReference.Derivative(activation, value);
        }

        return gradient;
    }

    private static (double[] Gamma, double[] Beta) OfParameters(double[] normalized, double[] gradient, TensorView view)
    {
        var gamma = new double[view.Channels];
        var beta = new double[view.Channels];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            gamma[channel] += gradient[index] * normalized[index];
            beta[channel] += gradient[index];
        }

        return (gamma, beta);
    }

    private static double PreActivation(
        double normalized,
        int index,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> residual)
    {
        var channel = view.ChannelOf(index);
        return (gamma[channel] * normalized) + beta[channel] + (residual.IsEmpty ? 0 : residual[index]);
    }

    private static void RequireOperands(
        TensorView view, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> residual)
    {
        ReferenceGuard.RequireLength(gamma, view.Channels);
        ReferenceGuard.RequireLength(beta, view.Channels);
        if (!residual.IsEmpty)
        {
            ReferenceGuard.RequireLength(residual, view.Length);
        }
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var index = 0; index < wide.Length; index++)
        {
            wide[index] = values[index];
        }

        return wide;
    }
}
