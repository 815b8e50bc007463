using System.Collections.Generic;
using NormGen.Generator.Epilogues;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// Batch normalization: y = act((x - mean) * rstd * gamma + beta), rstd = 1 / sqrt(variance + epsilon), statistics over all
/// elements of a channel. Source of the formulas: Ioffe and Szegedy, 2015, algorithm 1 and the gradients of section 3.
/// </summary>
internal sealed class BatchNorm : Normalization
{
    private static readonly Region Input = new("input");
    private static readonly Region Output = new("output");
    private static readonly Region OutputGradient = new("outputGradient");
    private static readonly Region InputGradient = new("inputGradient");
    private static readonly Region Gamma = new("gamma");
    private static readonly Region Beta = new("beta");
    private static readonly Region RunningMean = new("runningMean");
    private static readonly Region RunningVariance = new("runningVariance");
    private static readonly Region GammaGradient = new("gammaGradient");
    private static readonly Region BetaGradient = new("betaGradient");
    private static readonly Region Mean = new("mean", IsDouble: true);
    private static readonly Region Variance = new("variance", IsDouble: true);

    // y = (x - center) * scale + shift. The mean is subtracted, not folded into the shift: folding cancels when it is large.
    private static readonly Coefficient Center = new("center", 0);
    private static readonly Coefficient Scale = new("scale", 1);
    private static readonly Coefficient Shift = new("shift", 2);

    // dx = dy * scale + (center - x) * slope + intercept.
    private static readonly Coefficient Slope = new("slope", 3);
    private static readonly Coefficient Intercept = new("intercept", 4);

    public override string Name => "BatchNorm";

    public override int InferCoefficientCount => 3;

    public override int CoefficientCount => 5;

    public override int SumCount => 2;

    public override IReadOnlyList<KernelProgram> Programs(Epilogue epilogue) =>
    [
        new(
            "Prepare",
            "Turns the running statistics, gamma and beta into the coefficients that Infer takes.",
            [Gamma, Beta, RunningMean, RunningVariance],
            [new ChannelStage(channel => SetNormalizer(channel, channel.Read(RunningMean), channel.Read(RunningVariance)))]),
        new(
            "Infer",
            "Normalizes by given coefficients.",
            [Input, Output],
            [Normalize(epilogue)]),
        new(
            "Forward",
            "Normalizes by the statistics of the input, and gives the statistics.",
            [Input, Output, Gamma, Beta, Mean, Variance],
            [
                new MomentsStage(Input, (channel, moments) =>
                {
                    channel.Write(Mean, moments.Mean);
                    channel.Write(Variance, moments.Variance);
                    SetNormalizer(channel, moments.Mean, moments.Variance);
                }),
                Normalize(epilogue),
            ]),
        new(
            "Backward",
            "The gradients of Forward, from its statistics.",
            [Input, OutputGradient, InputGradient, Gamma, Beta, Mean, Variance, GammaGradient, BetaGradient],
            [
                new ChannelStage(channel => SetNormalizer(channel, channel.Read(Mean), channel.Read(Variance))),
                new SumStage(
                    [new(OutputGradient), new(Input, Center)],
                    epilogue.NeedsPreActivation ? [Center, Scale, Shift] : [Center],
                    e =>
                    {
                        var gradient = GradientBeforeEpilogue(epilogue, e);
                        return [new(gradient), new(gradient, e[Input] - e[Center])];
                    },
                    2,
                    (channel, sums) => SetGradient(channel, sums[0], sums[1])),
                new MapStage(
                    [OutputGradient, Input],
                    InputGradient,
                    epilogue.NeedsPreActivation ? [Center, Scale, Slope, Intercept, Shift] : [Center, Scale, Slope, Intercept],
                    e =>
                    {
                        var gradient = GradientBeforeEpilogue(epilogue, e);
                        var centered = e.Builder.Fma(e[Center] - e[Input], e[Slope], e[Intercept]);
                        return e.Builder.Fma(gradient, e[Scale], centered).Named("gradient");
                    }),
            ]),
    ];

    private static MapStage Normalize(Epilogue epilogue) =>
        new([Input], Output, [Center, Scale, Shift], e => epilogue.Value(e.Builder, PreActivation(e)));

    private static Value PreActivation(ElementScope e) =>
        e.Builder.Fma(e[Input] - e[Center], e[Scale], e[Shift]).Named("normalized");

    private static Value GradientBeforeEpilogue(Epilogue epilogue, ElementScope e) =>
        epilogue.Gradient(e.Builder, e[OutputGradient], () => PreActivation(e));

    /// <summary>
    /// center = float(mean), scale = gamma * rstd, and the shift takes up what rounding the mean to a float left over.
    /// </summary>
    private static void SetNormalizer(ChannelScope channel, Value mean, Value variance)
    {
        var scale = (channel.Read(Gamma) * Rstd(channel, variance)).Named("scale");
        var center = channel.Rounded(mean).Named("center");
        channel.Set(Center, center);
        channel.Set(Scale, scale);
        channel.Set(Shift, channel.Read(Beta) - ((mean - center) * scale));
    }

    /// <summary>
    /// dbeta = sum dy, dgamma = rstd sum dy (x - mean), and with both divided by n:
    /// dx = scale (dy - mean dy - x^ mean(dy x^)) = dy scale + (center - x) slope + intercept.
    /// </summary>
    private static void SetGradient(ChannelScope channel, Value sum, Value sumCentered)
    {
        var mean = channel.Read(Mean);
        var rest = (mean - channel.Rounded(mean)).Named("rest");
        var rstd = Rstd(channel, channel.Read(Variance));
        var gammaGradient = ((sumCentered - (rest * sum)) * rstd).Named("gammaGradient");
        channel.Write(GammaGradient, gammaGradient);
        channel.Write(BetaGradient, sum);

        var scale = (channel.Read(Gamma) * rstd).Named("scale");
        var slope = (scale * rstd * (gammaGradient / channel.Count)).Named("slope");
        channel.Set(Slope, slope);
        channel.Set(Intercept, (rest * slope) - (scale * (sum / channel.Count)));
    }

    private static Value Rstd(ChannelScope channel, Value variance) =>
        (channel.Number(1) / channel.Builder.SquareRoot(variance + channel.Epsilon)).Named("rstd");
}
