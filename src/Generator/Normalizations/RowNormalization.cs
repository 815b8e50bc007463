using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using static NormGen.Generator.Normalizations.Tables;
using static NormGen.Generator.Normalizations.Tensors;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// What layer and RMS normalization share: rows of features, each with statistics of its own, and parameters that vary along the row:
/// x^ = (x - mean) * rstd, y = act(x^ * gamma + beta + residual). Without a mean: x^ = x * rstd, rstd from the mean of squares, no beta.
/// Sources: Ba et al., 2016; Zhang and Sennrich, 2019.
/// </summary>
/// <param name="hasMean">Whether the mean is taken away, and whether there is a beta.</param>
internal abstract class RowNormalization(bool hasMean) : Normalization
{
    // x^ = (x - center) * rstd + rest, where the rest takes up what rounding the mean to a float left over.
    private static readonly Coefficient Center = new("center", 0);
    private static readonly Coefficient Rstd = new("rstd", 1);
    private static readonly Coefficient Rest = new("rest", 2);

    // dx = gamma dy * rstd + (center - x) * slope + intercept.
    private static readonly Coefficient Slope = new("slope", 3);
    private static readonly Coefficient Intercept = new("intercept", 4);

    public override ReductionAxes Axes => ReductionAxes.Features;

    public override int PreparedCoefficientCount => 0;

    public override int CoefficientCount => 5;

    public override int SumCount => hasMean ? 2 : 1;

    private IReadOnlyList<Region> Parameters => hasMean ? [Gamma, Beta] : [Gamma];

    private IReadOnlyList<Region> Statistics => hasMean ? [Mean, Variance] : [Variance];

    private IReadOnlyList<Region> ParameterGradients => hasMean ? [GammaGradient, BetaGradient] : [GammaGradient];

    private IReadOnlyList<Coefficient> Normalizer => hasMean ? [Center, Rstd, Rest] : [Rstd];

    public override IReadOnlyList<KernelProgram> InferencePrograms(OutputForm output) =>
    [
        new(
            "Infer",
            "Normalizes by the statistics of the input.",
            [.. ForwardTensors(output), .. Parameters],
            ForwardStages(output, saves: false)),
    ];

    public override IReadOnlyList<KernelProgram> TrainingPrograms(OutputForm output) =>
    [
        new(
            "Forward",
            "Normalizes by the statistics of the input, and gives the statistics.",
            [.. ForwardTensors(output), .. Parameters, .. Statistics],
            ForwardStages(output, saves: true)),
        new(
            "Backward",
            "The gradients of Forward, from its statistics.",
            [.. BackwardTensors(output), .. Parameters, .. Statistics, .. ParameterGradients],
            [Recall(), SumGradients(output), SumParameterGradients(output), MapGradient(output)]),
    ];

    private static IReadOnlyList<Region> ForwardTensors(OutputForm output) =>
        output.AddsBefore ? [Input, Residual, output.Output, Sum] : [Input, .. output.Inputs, output.Output];

    private static IReadOnlyList<Region> BackwardTensors(OutputForm output) => output.AddsBefore
        ? [Sum, OutputGradient, SumGradient, InputGradient]
        : [Input, .. output.Inputs, OutputGradient, InputGradient, .. output.InputGradients];

    /// <summary>What is normalized.</summary>
    private static Region Normalizand(OutputForm output) => output.AddsBefore ? Sum : Input;

    private IReadOnlyList<Stage> ForwardStages(OutputForm output, bool saves)
    {
        var x = Normalizand(output);
        IEnumerable<Stage> before = output.AddsBefore
            ? [new MapStage("Add", [Input, Residual], [Sum], [], e => [e[Input] + e[Residual]])]
            : [];
        return
        [
            .. before,
            new MomentsStage(x, hasMean, (group, moments) =>
            {
                if (saves)
                {
                    Save(group, moments);
                }

                SetNormalizer(group, moments);
            }),
            new MapStage("Normalize", [x, .. Parameters, .. output.Inputs], [output.Output], Normalizer, e =>
                [output.Value(e, Scaled(output, e, Normalized(e, x)))]),
        ];
    }

    private void Save(GroupScope group, Moments moments)
    {
        if (hasMean)
        {
            group.Write(Mean, moments.Mean);
        }

        group.Write(Variance, moments.Variance);
    }

    private RecallStage Recall() => new(group =>
    {
        var variance = group.Read(Variance);
        var moments = new Moments(hasMean ? group.Read(Mean) : group.Number(0), variance);
        SetNormalizer(group, moments);
        return moments;
    });

    private void SetNormalizer(GroupScope group, Moments moments)
    {
        var rstd = group.Rstd(moments);
        group.Set(Rstd, rstd);
        if (hasMean)
        {
            var center = group.Rounded(moments.Mean).Named("center");
            group.Set(Center, center);
            group.Set(Rest, (center - moments.Mean) * rstd);
        }
    }

    /// <summary>Sums of gamma g and gamma g (x - center), g the gradient before the epilogue.</summary>
    private SumStage SumGradients(OutputForm output)
    {
        var x = Normalizand(output);
        return new(
            "SumGradients",
            [new(OutputGradient), new(x, hasMean ? Center : null), .. GradientTables(output).Select(table => new SumInput(table))],
            Needed(output, hasMean ? [Center] : []),
            e =>
            {
                // gamma g by itself is kept exact, as next to subnormal numbers a float product would be too coarse.
                var gradient = Gradient(output, e, x);
                var factor = Factor(output, e);
                return hasMean
                    ? [new(gradient, factor), new(gradient * factor, e[x] - e[Center])]
                    : [new(gradient * factor, e[x])];
            },
            SumCount,
            [],
            (_, sums) => new([], sums),
            SetGradient);
    }

    /// <summary>With n features: dx = rstd (gamma g - total / n - x^ total / n); without a mean its term falls away.</summary>
    private void SetGradient(GroupScope group, Moments moments, IReadOnlyList<Value> totals)
    {
        var rstd = group.Rstd(moments);
        if (!hasMean)
        {
            group.Set(Slope, rstd * rstd * (rstd * totals[0] / group.Count));
            return;
        }

        var rest = (moments.Mean - group.Rounded(moments.Mean)).Named("left");
        var slope = (rstd * rstd * (rstd * (totals[1] - (rest * totals[0])) / group.Count)).Named("slope");
        group.Set(Slope, slope);
        group.Set(Intercept, (rest * slope) - (rstd * (totals[0] / group.Count)));
    }

    private FeatureSumStage SumParameterGradients(OutputForm output)
    {
        var x = Normalizand(output);
        return new(
            [OutputGradient, x, .. GradientTables(output)],
            Normalizer,
            e =>
            {
                var gradient = Gradient(output, e, x);
                Term scale = new(gradient, Normalized(e, x));
                return hasMean ? [scale, new(gradient)] : [scale];
            },
            ParameterGradients);
    }

    private MapStage MapGradient(OutputForm output)
    {
        var x = Normalizand(output);
        IReadOnlyList<Coefficient> own = hasMean ? [Center, Rstd, Slope, Intercept] : [Rstd, Slope];
        return new(
            "InputGradient",
            [OutputGradient, x, .. GradientTables(output), .. output.AddsBefore ? new[] { SumGradient } : []],
            [InputGradient, .. output.InputGradients],
            Needed(output, own),
            e =>
            {
                var gradient = Gradient(output, e, x);
                var centered = hasMean
                    ? e.Builder.Fma(e[Center] - e[x], e[Slope], e[Intercept])
                    : e.Builder.Constant(0, gradient.Type) - (e[x] * e[Slope]);
                var gradientOfInput = e.Builder.Fma(gradient, Factor(output, e) * e[Rstd], centered).Named("gradient");
                return output.AddsBefore
                    ? [gradientOfInput + e[SumGradient]]
                    : [gradientOfInput, .. output.InputGradients.Select(_ => gradient)];
            });
    }

    /// <summary>The tables and tensors that a gradient reads beside its own: gamma, and what the value before the epilogue is made of.</summary>
    private IReadOnlyList<Region> GradientTables(OutputForm output) =>
        output.NeedsNormalized ? [.. Parameters, .. output.Inputs] : [Gamma];

    private IReadOnlyList<Coefficient> Needed(OutputForm output, IReadOnlyList<Coefficient> used) =>
        output.NeedsNormalized ? [.. used.Union(Normalizer)] : used;

    private Value Normalized(ElementScope e, Region x) => hasMean
        ? e.Builder.Fma(e[x] - e[Center], e[Rstd], e[Rest]).Named("normalized")
        : (e[x] * e[Rstd]).Named("normalized");

    /// <summary>x^ gamma + beta.</summary>
    private Value Scaled(OutputForm output, ElementScope e, Value normalized) => hasMean
        ? e.Builder.Fma(normalized, Factor(output, e), e[Beta]).Named("scaled")
        : (normalized * Factor(output, e)).Named("scaled");

    private static Value Factor(OutputForm output, ElementScope e) =>
        output.UnitOffset ? e[Gamma] + e.Builder.Constant(1, e[Gamma].Type) : e[Gamma];

    private Value Gradient(OutputForm output, ElementScope e, Region x) =>
        output.Gradient(e, e[OutputGradient], () => Scaled(output, e, Normalized(e, x)));
}
