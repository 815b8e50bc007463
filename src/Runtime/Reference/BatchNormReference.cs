using System;

namespace NormGen.Reference;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015, algorithm 1 and section 3) as plain loops in double, for any shape and layout
/// known at run time. It is the oracle of the generated kernels, and of use wherever a result is to be checked and speed does not
/// matter. It takes floats, which is what kernels take, and gives doubles, so that errors far below a float's precision show.
/// </summary>
/// <remarks>
/// With <c>n = PerChannel</c> and, for each channel, <c>rstd = 1 / sqrt(variance + epsilon)</c>, <c>x^ = (x - mean) * rstd</c>:
/// <c>output = activation(gamma * x^ + beta)</c>. With <c>g = outputGradient * activation'(gamma * x^ + beta)</c>:
/// <c>betaGradient = sum g</c>, <c>gammaGradient = sum g x^</c> and
/// <c>inputGradient = gamma * rstd * (g - betaGradient / n - x^ * gammaGradient / n)</c>.
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
        Activation activation = Activation.None)
    {
        ReferenceGuard.RequireLength(mean, view.Channels);
        ReferenceGuard.RequireLength(variance, view.Channels);
        return Normalize(input, view, gamma, beta, Widen(mean), Widen(variance), epsilon, activation);
    }

    /// <summary>The training forward pass: normalizes with the statistics of the input itself, the biased variance.</summary>
    /// <param name="input">The input, <c>view.Length</c> elements.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <returns>The output, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Forward(
        ReadOnlySpan<float> input,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None)
    {
        var statistics = ChannelStatistics.Of(input, view);
        return Normalize(input, view, gamma, beta, statistics.Mean, statistics.Variance, epsilon, activation);
    }

    /// <summary>The backward pass of <see cref="Forward"/>, the dependence of the statistics on the input included.</summary>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output, in the input's layout.</param>
    /// <param name="view">The sizes.</param>
    /// <param name="gamma">The scale, one value per channel.</param>
    /// <param name="beta">The shift, one value per channel; it decides where an activation's derivative is taken.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="activation">The activation.</param>
    /// <returns>The gradients by the input, gamma and beta.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static BatchNormGradients Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        Activation activation = Activation.None)
    {
        ReferenceGuard.RequireLength(outputGradient, view.Length);
        var statistics = ChannelStatistics.Of(input, view);
        var normalized = Standardize(input, view, statistics.Mean, statistics.Variance, epsilon);
        var gradient = BeforeActivation(normalized, outputGradient, view, gamma, beta, activation);
        var gammaGradient = new double[view.Channels];
        var betaGradient = new double[view.Channels];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            gammaGradient[channel] += gradient[index] * normalized[index];
            betaGradient[channel] += gradient[index];
        }

        var inputGradient = new double[normalized.Length];
        for (var index = 0; index < normalized.Length; index++)
        {
            var channel = view.ChannelOf(index);
            var centered = gradient[index] - (betaGradient[channel] / view.PerChannel) -
                (normalized[index] * (gammaGradient[channel] / view.PerChannel));
            inputGradient[index] = gamma[channel] * statistics.Rstd(channel, epsilon) * centered;
        }

        return new BatchNormGradients(inputGradient, gammaGradient, betaGradient);
    }

    /// <summary>
    /// Running statistics after a batch, PyTorch's way: <c>(1 - momentum) * running + momentum * batch</c>, where the batch's
    /// variance is the unbiased one, <c>n / (n - 1)</c> times the biased one.
    /// </summary>
    /// <param name="running">The running value before the batch.</param>
    /// <param name="batch">The batch's mean or biased variance.</param>
    /// <param name="momentum">The weight of the batch, 0 to 1; <c>1 / k</c> at the k-th batch makes a cumulative average.</param>
    /// <param name="unbiasedOver">For a variance, the number of values per channel; 0 for a mean.</param>
    /// <returns>The running value after the batch.</returns>
    public static double UpdateRunning(double running, double batch, double momentum, int unbiasedOver = 0)
    {
        var value = unbiasedOver == 0 ? batch : batch * unbiasedOver / (unbiasedOver - 1.0);
        return ((1 - momentum) * running) + (momentum * value);
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
        Activation activation)
    {
        ReferenceGuard.RequireLength(gamma, view.Channels);
        ReferenceGuard.RequireLength(beta, view.Channels);
        var output = Standardize(input, view, mean, variance, epsilon);
        for (var index = 0; index < output.Length; index++)
        {
            var channel = view.ChannelOf(index);
            output[index] = ActivationReference.Value(activation, (gamma[channel] * output[index]) + beta[channel]);
        }

        return output;
    }

    private static double[] BeforeActivation(
        double[] normalized,
        ReadOnlySpan<float> outputGradient,
        TensorView view,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        Activation activation)
    {
        ReferenceGuard.RequireLength(gamma, view.Channels);
        ReferenceGuard.RequireLength(beta, view.Channels);
        var gradient = new double[normalized.Length];
        for (var index = 0; index < gradient.Length; index++)
        {
            var channel = view.ChannelOf(index);
            var value = (gamma[channel] * normalized[index]) + beta[channel];
            gradient[index] = outputGradient[index] * ActivationReference.Derivative(activation, value);
        }

        return gradient;
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
