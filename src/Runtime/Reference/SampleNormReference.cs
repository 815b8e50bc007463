using System;

namespace NormGen.Reference;

/// <summary>
/// The normalizations that take their statistics within a sample, as plain loops in double, for any shape and layout known at run
/// time: group normalization (Wu and He, 2018), instance normalization (Ulyanov, Vedaldi and Lempitsky, 2016), layer normalization
/// (Ba, Kiros and Hinton, 2016) and RMS normalization (Zhang and Sennrich, 2019). It is the oracle of the generated kernels, and of
/// use wherever a result is to be checked and speed does not matter. It takes floats, which is what kernels take, and gives doubles,
/// so that errors far below a float's precision show.
/// </summary>
/// <remarks>
/// <para>For each group of elements that share their statistics (<see cref="StatisticGroups.OfSamples"/>):
/// <c>rstd = 1 / sqrt(variance + epsilon)</c>, <c>x^ = (x - mean) * rstd</c>; in RMS normalization the mean counts as 0 and the
/// variance is <c>mean(x^2)</c>. With <c>z = scale * x^ + beta + residual</c>, scale being gamma or, with unit offset,
/// <c>1 + gamma</c>: <c>output = activation(z)</c>.</para>
/// <para>With <c>g = outputGradient * activation'(z)</c>, <c>h = scale * g</c> and m the mean over the group:
/// <c>residualGradient = g</c>, <c>betaGradient = sum g</c> and <c>gammaGradient = sum g x^</c> over all elements of a channel, and
/// <c>inputGradient = rstd * (h - m(h) - x^ m(h x^))</c>, in RMS normalization without <c>m(h)</c>.</para>
/// </remarks>
/// <example>
/// Group normalization of 32 groups, and layer normalization of rows of 768:
/// <code>
/// var groups = StatisticGroups.OfSamples(TensorView.Of(Layout.NHWC, 8, 28, 28, 256), batch: 8, groups: 32);
/// var rows = StatisticGroups.OfSamples(TensorView.Of(Layout.NC, 100, 768), batch: 100, groups: 1);
/// double[] output = SampleNormReference.Forward(input, rows, gamma, beta, epsilon: 1e-5);
/// </code>
/// </example>
public static class SampleNormReference
{
    /// <summary>Normalizes with the statistics of the input itself: inference and the training forward pass.</summary>
    /// <param name="input">The input, <c>groups.View.Length</c> elements.</param>
    /// <param name="groups">The sizes, and which elements share their statistics.</param>
    /// <param name="gamma">The scale, one value per channel; of rows, one per element of a row.</param>
    /// <param name="beta">The shift, one value per channel; empty for none.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="hasMean">Whether the mean is subtracted; false for RMS normalization.</param>
    /// <param name="unitOffset">Whether the scale is <c>1 + gamma</c>.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The output, in the input's layout.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static double[] Forward(
        ReadOnlySpan<float> input,
        StatisticGroups groups,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        bool hasMean = true,
        bool unitOffset = false,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        double? alpha = null)
    {
        var normalized = StandardizationReference.Of(input, groups, epsilon, hasMean);
        return new AffineReference(groups.View, gamma, beta, unitOffset, new ActivationFunction(activation, alpha), residual).Output(normalized);
    }

    /// <summary>The backward pass of <see cref="Forward"/>, the dependence of the statistics on the input included.</summary>
    /// <param name="input">The input of the forward pass; where a residual was added first, their sum.</param>
    /// <param name="outputGradient">The gradient of the loss by the output, in the input's layout.</param>
    /// <param name="groups">The sizes, and which elements share their statistics.</param>
    /// <param name="gamma">The scale, one value per channel; of rows, one per element of a row.</param>
    /// <param name="beta">The shift, one value per channel; empty for none. It decides where an activation's derivative is taken.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="hasMean">Whether the mean is subtracted; false for RMS normalization.</param>
    /// <param name="unitOffset">Whether the scale is <c>1 + gamma</c>.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, in the input's layout; empty for nothing.</param>
    /// <param name="sumGradient">
    /// The gradient that reaches the input past the normalization, which is added to its own; empty for none.
    /// </param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The gradients by the input, gamma, beta and the residual.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static NormalizationGradients Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        StatisticGroups groups,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        double epsilon,
        bool hasMean = true,
        bool unitOffset = false,
        Activation activation = Activation.None,
        ReadOnlySpan<float> residual = default,
        ReadOnlySpan<float> sumGradient = default,
        double? alpha = null)
    {
        ReferenceGuard.RequireLengthOrNone(sumGradient, groups.View.Length);
        var normalized = StandardizationReference.Of(input, groups, epsilon, hasMean);
        var dependent = hasMean ? DependentStatistics.MeanAndVariance : DependentStatistics.Variance;
        var gradients = new AffineReference(groups.View, gamma, beta, unitOffset, new ActivationFunction(activation, alpha), residual)
            .Gradients(normalized, outputGradient, dependent);
        return gradients.WithInputGradientAdded(sumGradient);
    }

    /// <summary>As <see cref="Backward"/>, from a gradient that has come back through the activation already.</summary>
    internal static NormalizationGradients BackwardBeforeActivation(
        ReadOnlySpan<float> input,
        double[] gradient,
        StatisticGroups groups,
        ReadOnlySpan<float> gamma,
        double epsilon,
        bool hasMean,
        bool unitOffset,
        ReadOnlySpan<float> sumGradient)
    {
        var normalized = StandardizationReference.Of(input, groups, epsilon, hasMean);
        var dependent = hasMean ? DependentStatistics.MeanAndVariance : DependentStatistics.Variance;
        return new AffineReference(groups.View, gamma, beta: [], unitOffset, new ActivationFunction(Activation.None), residual: [])
            .GradientsBefore(normalized, gradient, dependent)
            .WithInputGradientAdded(sumGradient);
    }

    /// <summary>
    /// What is normalized where a residual is added first: the sums as floats, each rounded once, for these are the numbers that a
    /// layer gives back and normalizes.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="residual">The residual.</param>
    /// <returns>The sums, to be the input of <see cref="Forward"/> and <see cref="Backward"/>.</returns>
    /// <exception cref="ArgumentException">The residual is not as long as the input.</exception>
    public static float[] Sum(ReadOnlySpan<float> input, ReadOnlySpan<float> residual)
    {
        ReferenceGuard.RequireLength(residual, input.Length);
        var sum = new float[input.Length];
        for (var index = 0; index < sum.Length; index++)
        {
            sum[index] = input[index] + residual[index];
        }

        return sum;
    }
}
