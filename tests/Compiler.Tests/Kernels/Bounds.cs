using System;
using System.Linq;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>
/// The promised error bounds, element by element: u = 2^-24, x^ the normalized value. Next to subnormal numbers the spacing of
/// floats is added, since none lies nearer.
/// </summary>
internal sealed class Bounds(Workload work, Reference reference)
{
    private const double U = 1.0 / (1 << 24);
    private const double Spacing = float.Epsilon;

    private static readonly double Least = Math.ScaleB(1, -144);

    private bool IsActivated => work.Spec.Activation != Activation.None;

    /// <summary>4u (|gamma| (1 + |x^|) + |beta| + |residual|) + 2^-144; after an activation twice that and 2u |output|.</summary>
    public double[] Output(double[] mean, double[] variance, double[] expected) =>
    [
        .. reference.Standardize(mean, variance).Select((normalized, at) =>
        {
            var channel = work.ChannelOf(at);
            var bound = (4 * U * ((Math.Abs(work.Gamma[channel]) * (1 + Math.Abs(normalized))) + Math.Abs(work.Beta[channel]) + Math.Abs(Residual(at)))) +
                Least + (Spacing * Math.Abs(work.Input[at] - mean[channel]));
            return IsActivated ? (2 * bound) + (2 * U * Math.Abs(expected[at])) : bound;
        }),
    ];

    /// <summary>4u (|value| + sigma), and a variance's sigma is its own spread.</summary>
    public static double[] Statistic(double[] expected, double[] variance) =>
        [.. expected.Select((value, channel) => (4 * U * (Math.Abs(value) + Math.Sqrt(variance[channel]))) + Spacing)];

    /// <summary>6u rstd (|g dy| + m|g dy| + |x^| m|g dy x^|) + 2^-144; after an activation twice that.</summary>
    public double[] InputGradient(float[] gradient)
    {
        var (normalized, plain, weighted) = Sums(gradient, reference.Mean, reference.Variance);
        var factor = IsActivated ? 12 * U : 6 * U;
        return
        [
            .. gradient.Select((dy, at) =>
            {
                var channel = work.ChannelOf(at);
                var rstd = 1 / Math.Sqrt(reference.Variance[channel] + Workload.Epsilon);
                var terms = Math.Abs(dy) + ((plain[channel] + (Math.Abs(normalized[at]) * weighted[channel])) / work.PerChannel);
                return (factor * rstd * Math.Abs(work.Gamma[channel]) * terms) + Least +
                    (Spacing * Math.Abs(work.Input[at] - reference.Mean[channel]));
            }),
        ];
    }

    /// <summary>Where the statistics do not depend on the input: 6u rstd |g dy| + 2^-144.</summary>
    public double[] InferInputGradient(float[] gradient, double[] variance) =>
    [
        .. gradient.Select((dy, at) =>
        {
            var channel = work.ChannelOf(at);
            var rstd = 1 / Math.Sqrt(variance[channel] + Workload.Epsilon);
            return ((IsActivated ? 12 * U : 6 * U) * rstd * Math.Abs(work.Gamma[channel] * dy)) + Least;
        }),
    ];

    /// <summary>4u sum(|dy| (1 + |x^|)) + 2u |dgamma|, and 4u sum |dy| + 2u |dbeta|.</summary>
    public (double[] Gamma, double[] Beta) ParameterGradients(
        float[] gradient, double[] mean, double[] variance, double[] gamma, double[] beta)
    {
        var (_, plain, weighted) = Sums(gradient, mean, variance);
        return (
            [.. gamma.Select((value, channel) => (4 * U * (plain[channel] + weighted[channel])) + (2 * U * Math.Abs(value)) + Spacing)],
            [.. beta.Select((value, channel) => (4 * U * plain[channel]) + (2 * U * Math.Abs(value)) + Spacing)]);
    }

    private float Residual(int at) => work.Spec.Residual ? work.Residual[at] : 0;

    private (double[] Normalized, double[] Plain, double[] Weighted) Sums(float[] gradient, double[] mean, double[] variance)
    {
        var normalized = reference.Standardize(mean, variance);
        var plain = new double[work.Spec.Channels];
        var weighted = new double[work.Spec.Channels];
        for (var at = 0; at < gradient.Length; at++)
        {
            plain[work.ChannelOf(at)] += Math.Abs(gradient[at]);
            weighted[work.ChannelOf(at)] += Math.Abs(gradient[at] * normalized[at]);
        }

        return (normalized, plain, weighted);
    }
}
