using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using static NormGen.Generator.Normalizations.Tensors;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// Batch normalization: y = act((x - mean) * rstd * gamma + beta + residual), rstd = 1 / sqrt(variance + epsilon), statistics over
/// all elements of a channel. Source of the formulas: Ioffe and Szegedy, 2015, algorithm 1 and the gradients of section 3.
/// </summary>
internal sealed class BatchNorm : Normalization
{
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

    public override IReadOnlyList<KernelProgram> InferencePrograms(OutputForm output) =>
    [
        new(
            "Prepare",
            "Turns the running statistics, gamma and beta into the coefficients that Infer takes.",
            [Gamma, Beta, RunningMean, RunningVariance],
            [new ChannelStage(channel => SetNormalizer(channel, channel.Read(RunningMean), channel.Read(RunningVariance)))]),
        new(
            "Infer",
            "Normalizes by given coefficients.",
            [Input, .. output.Inputs, Output],
            [Normalize(output)]),
    ];

    public override IReadOnlyList<KernelProgram> TrainingPrograms(OutputForm output) =>
    [
        new(
            "Forward",
            "Normalizes by the statistics of the input, and gives the statistics.",
            [Input, .. output.Inputs, Output, Gamma, Beta, Mean, Variance],
            [
                new MomentsStage(Input, (channel, moments) =>
                {
                    channel.Write(Mean, moments.Mean);
                    channel.Write(Variance, moments.Variance);
                    SetNormalizer(channel, moments.Mean, moments.Variance);
                }),
                Normalize(output),
            ]),
        new(
            "Backward",
            "The gradients of Forward, from its statistics.",
            [.. GradientTensors(output), Gamma, Beta, Mean, Variance, GammaGradient, BetaGradient],
            [
                new ChannelStage(channel => SetNormalizer(channel, channel.Read(Mean), channel.Read(Variance))),
                SumGradients(output, (channel, sums) =>
                    SetGradient(channel, channel.Read(Mean), channel.Read(Variance), sums[0], sums[1])),
                MapGradient("InputGradient", output, [Center, Scale, Slope, Intercept], (e, gradient) =>
                    e.Builder.Fma(gradient, e[Scale], e.Builder.Fma(e[Center] - e[Input], e[Slope], e[Intercept]))),
            ]),
        new(
            "InferBackward",
            "The gradients of Infer, where the running statistics do not depend on the input.",
            [.. GradientTensors(output), Gamma, Beta, RunningMean, RunningVariance, GammaGradient, BetaGradient],
            [
                new ChannelStage(channel => SetNormalizer(channel, channel.Read(RunningMean), channel.Read(RunningVariance))),
                SumGradients(output, (channel, sums) =>
                    WriteGradients(channel, channel.Read(RunningMean), Rstd(channel, channel.Read(RunningVariance)), sums[0], sums[1])),
                MapGradient("InferInputGradient", output, [Scale], (e, gradient) => gradient * e[Scale]),
            ]),
    ];

    private static IReadOnlyList<Region> GradientTensors(OutputForm output) =>
        [Input, .. output.Inputs, OutputGradient, InputGradient, .. output.InputGradients];

    private static MapStage Normalize(OutputForm output) => new(
        "Normalize",
        [Input, .. output.Inputs],
        [Output],
        [Center, Scale, Shift],
        e => [output.Value(e, Normalized(e))]);

    /// <summary>Sums of g and g (x - center), g the gradient before the epilogue.</summary>
    private static SumStage SumGradients(OutputForm output, Action<ChannelScope, IReadOnlyList<Value>> then) => new(
        "SumGradients",
        [new(OutputGradient), new(Input, Center), .. output.Inputs.Select(tensor => new SumInput(tensor))],
        Needed(output, [Center]),
        e =>
        {
            var gradient = GradientBefore(output, e);
            return [new(gradient), new(gradient, e[Input] - e[Center])];
        },
        2,
        then);

    private static MapStage MapGradient(
        string name, OutputForm output, IReadOnlyList<Coefficient> coefficients, Func<ElementScope, Value, Value> inputGradient) => new(
        name,
        [OutputGradient, Input, .. output.Inputs],
        [InputGradient, .. output.InputGradients],
        Needed(output, coefficients),
        e =>
        {
            var gradient = GradientBefore(output, e);
            var own = inputGradient(e, gradient).Named("gradient");
            return [own, .. output.InputGradients.Select(_ => gradient)];
        });

    /// <summary>The coefficients that an expression uses, and those of the normalized value where the output's form asks for it.</summary>
    private static IReadOnlyList<Coefficient> Needed(OutputForm output, IReadOnlyList<Coefficient> used) =>
        output.NeedsNormalized ? [.. used.Union([Center, Scale, Shift])] : used;

    private static Value Normalized(ElementScope e) =>
        e.Builder.Fma(e[Input] - e[Center], e[Scale], e[Shift]).Named("normalized");

    private static Value GradientBefore(OutputForm output, ElementScope e) =>
        output.Gradient(e, e[OutputGradient], () => Normalized(e));

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

    /// <summary>With both gradients divided by n: dx = scale (g - dbeta - x^ dgamma) = g scale + (center - x) slope + intercept.</summary>
    private static void SetGradient(ChannelScope channel, Value mean, Value variance, Value sum, Value sumCentered)
    {
        var rstd = Rstd(channel, variance);
        var (gammaGradient, rest) = WriteGradients(channel, mean, rstd, sum, sumCentered);
        var scale = (channel.Read(Gamma) * rstd).Named("scale");
        var slope = (scale * rstd * (gammaGradient / channel.Count)).Named("slope");
        channel.Set(Slope, slope);
        channel.Set(Intercept, (rest * slope) - (scale * (sum / channel.Count)));
    }

    /// <summary>dbeta = sum g, dgamma = rstd sum g (x - mean), from sums about the center; the rest is the mean less the center.</summary>
    private static (Value GammaGradient, Value BeyondCenter) WriteGradients(
        ChannelScope channel, Value mean, Value rstd, Value sum, Value sumCentered)
    {
        var rest = (mean - channel.Rounded(mean)).Named("rest");
        var gammaGradient = ((sumCentered - (rest * sum)) * rstd).Named("gammaGradient");
        channel.Write(GammaGradient, gammaGradient);
        channel.Write(BetaGradient, sum);
        return (gammaGradient, rest);
    }

    private static Value Rstd(ChannelScope channel, Value variance) =>
        (channel.Number(1) / channel.Builder.SquareRoot(variance + channel.Epsilon)).Named("rstd");
}
