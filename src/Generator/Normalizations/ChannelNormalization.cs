using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using static NormGen.Generator.Normalizations.Tables;
using static NormGen.Generator.Normalizations.Tensors;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// What the normalizations with a gamma and a beta per channel share: y = act((x - mean) * rstd * gamma + beta + residual),
/// rstd = 1 / sqrt(variance + epsilon), and its gradients. They differ in what a statistic group spans. Source of the formulas: Ioffe and
/// Szegedy, 2015, algorithm 1 and the gradients of section 3; for groups Wu and He, 2018.
/// </summary>
internal abstract class ChannelNormalization : Normalization
{
    // y = (x - center) * scale + shift. The mean is subtracted, not folded into the shift: folding cancels when it is large.
    private static readonly Coefficient Center = new("center", 0);
    private static readonly Coefficient Scale = new("scale", 1);
    private static readonly Coefficient Shift = new("shift", 2);

    // dx = dy * scale + (center - x) * slope + intercept.
    private static readonly Coefficient Slope = new("slope", 3);
    private static readonly Coefficient Intercept = new("intercept", 4);

    public override int CoefficientCount => 5;

    public override int SumCount => 2;

    /// <summary>The tables of inference: what it takes beside tensors.</summary>
    protected static IReadOnlyList<Region> ForwardRegions(OutputForm output, params Region[] tables) =>
        [Input, .. output.Inputs, output.Output, .. tables];

    protected static IReadOnlyList<Region> BackwardRegions(OutputForm output, params Region[] tables) =>
        [Input, .. output.Inputs, OutputGradient, InputGradient, .. output.InputGradients, .. tables];

    protected static KernelProgram Forward(OutputForm output) => new(
        "Forward",
        "Normalizes by the statistics of the input, and gives the statistics.",
        ForwardRegions(output, Gamma, Beta, Mean, Variance),
        [TakeMoments(saves: true), SetNormalizer(), Normalize(output)]);

    /// <param name="more">Tables that it needs beside those of the layer.</param>
    protected static KernelProgram Backward(OutputForm output, params Region[] more) => new(
        "Backward",
        "The gradients of Forward, from its statistics.",
        BackwardRegions(output, [Gamma, Beta, Mean, Variance, GammaGradient, BetaGradient, .. more]),
        [RecallMoments(), .. Gradients(output)]);

    /// <summary>The statistics of the input, saved in tables or used only here.</summary>
    protected static MomentsStage TakeMoments(bool saves) => new(Input, HasMean: true, (group, moments) =>
    {
        if (saves)
        {
            group.Write(Mean, moments.Mean);
            group.Write(Variance, moments.Variance);
        }
    });

    /// <summary>The moments that Forward saved.</summary>
    protected static RecallStage RecallMoments() => new(group => new(group.Read(Mean), group.Read(Variance)));

    /// <summary>
    /// center = float(mean), scale = gamma * rstd, and the shift takes up what rounding the mean to a float left over.
    /// </summary>
    protected static ChannelStage SetNormalizer() => new(channel =>
    {
        var moments = channel.Moments;
        var scale = (channel.Read(Gamma) * channel.Rstd(moments)).Named("scale");
        var center = channel.Rounded(moments.Mean).Named("center");
        channel.Set(Center, center);
        channel.Set(Scale, scale);
        channel.Set(Shift, channel.Read(Beta) - ((moments.Mean - center) * scale));
    });

    protected static MapStage Normalize(OutputForm output) => new(
        "Normalize",
        [Input, .. output.Inputs],
        [output.Output],
        [Center, Scale, Shift],
        e => [output.Value(e, Normalized(e))]);

    /// <summary>The stages of the gradient where the statistics depend on the input.</summary>
    protected static IReadOnlyList<Stage> Gradients(OutputForm output) =>
    [
        SetNormalizer(),
        SumGradients(output, SetGradient),
        MapGradient("InputGradient", output, [Center, Scale, Slope, Intercept], (e, gradient) =>
            e.Builder.Fma(gradient, e[Scale], e.Builder.Fma(e[Center] - e[Input], e[Slope], e[Intercept]))),
    ];

    /// <summary>The stages of the gradient where the statistics are given.</summary>
    protected static IReadOnlyList<Stage> GradientsOfGivenMoments(OutputForm output) =>
    [
        SetNormalizer(),
        SumGradients(output, (_, _, _) => { }),
        MapGradient("InferInputGradient", output, [Scale], (e, gradient) => gradient * e[Scale]),
    ];

    /// <summary>
    /// Sums of g and g (x - center), g the gradient before the epilogue; from them dbeta = sum g and dgamma = rstd sum g (x - mean), and
    /// for the group the sums of both times gamma.
    /// </summary>
    private static SumStage SumGradients(OutputForm output, Action<GroupScope, Moments, IReadOnlyList<Value>> thenTotal) => new(
        "SumGradients",
        [new(OutputGradient), new(Input, Center), .. output.Inputs.Select(tensor => new SumInput(tensor))],
        Needed(output, [Center]),
        e =>
        {
            var gradient = GradientBefore(output, e);
            return [new(gradient), new(gradient, e[Input] - e[Center])];
        },
        2,
        [GammaGradient, BetaGradient],
        (channel, sums) =>
        {
            var rest = Rest(channel, channel.Moments);
            var gammaGradient = ((sums[1] - (rest * sums[0])) * channel.Rstd(channel.Moments)).Named("gammaGradient");
            var gamma = channel.Read(Gamma);
            return new([gammaGradient, sums[0]], [gamma * sums[0], gamma * gammaGradient]);
        },
        thenTotal);

    /// <summary>With n elements in a group and totals of gamma g and gamma g x^: dx = rstd (gamma g - total / n - x^ total / n).</summary>
    private static void SetGradient(GroupScope group, Moments moments, IReadOnlyList<Value> totals)
    {
        var rstd = group.Rstd(moments);
        var slope = (rstd * rstd * (totals[1] / group.Count)).Named("slope");
        group.Set(Slope, slope);
        group.Set(Intercept, (Rest(group, moments) * slope) - (rstd * (totals[0] / group.Count)));
    }

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

    /// <summary>What rounding the mean to the center left over.</summary>
    private static Value Rest(GroupScope scope, Moments moments) => (moments.Mean - scope.Rounded(moments.Mean)).Named("rest");
}
