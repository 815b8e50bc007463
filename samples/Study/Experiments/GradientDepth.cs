using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Norms of gradients by depth in a deep perceptron before its first step.</summary>
internal sealed class GradientDepth : IExperiment
{
    private const int HiddenLayers = 20;
    private const int Batch = 128;

    /// <summary>A gradient that changes by more than this from layer to layer is called vanishing or exploding.</summary>
    private const double Steady = 1.5;

    private static readonly double[] Scales = [0.5, 1, 2];

    private static readonly Norm[] Norms = [Norm.None, Norm.Batch, Norm.Group, Norm.Layer];

    public string Name => "Gradients by depth";

    public IEnumerable<Recipe> Recipes(Scale scale) => [];

    public Section Conclude(Findings findings)
    {
        var results = (from norm in Norms from scale in Scales select Result(findings, norm, scale)).ToList();
        return new Section(
            "gradients",
            "Gradients by depth",
            "Normalization keeps gradients from vanishing and exploding in deep networks.",
            $"A perceptron with {HiddenLayers} hidden layers, before any training, sees {Batch} digits. The figure is the norm of the loss's gradient by the output of each dense layer, for first weights " +
            "half as large as He et al. propose, as large, and twice as large. Steady is called what changes by less than a factor of 1.5 from layer to layer, on the geometric mean.",
            Judge(results))
        {
            Figures =
            [
                .. Scales.Select(scale => Draw(scale, [.. results.Where(result => result.Scale == scale)])),
                new Figure(
                    "Norm at the first hidden layer, as a multiple of that at the last: below 1 it vanishes on the way back, above 1 it explodes. Mean of the seeds' logarithms.",
                    Tables.Draw(
                        ["", .. Scales.Select(scale => $"weights x {Wording.Number(scale)}")],
                        Norms.Select(norm => new[] { norm.Text() }.Concat(Scales.Select(scale =>
                            Wording.Short(results.Single(result => result.Norm == norm && result.Scale == scale).Ratio)))))),
            ],
            Caveats =
            [
                "With the right scale relu networks of this depth need no normalization; that scale is what He et al. derived.",
                "Batch norm itself makes gradients grow with depth in networks without shortcuts (Yang et al., 2019): a little per layer, whatever the scale of the weights.",
                "Behind a normalization the gradient by a dense layer's output is in inverse proportion to its scale, so only ratios between layers compare.",
            ],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<DepthResult> results)
    {
        var unsteady = results.Where(result => result.Norm != Norm.None && !IsSteady(result)).ToList();
        var none = results.Where(result => result.Norm == Norm.None).ToList();
        var wrong = none.Where(result => !IsSteady(result)).ToList();
        var normalized = results.Count(result => result.Norm != Norm.None);
        var outcome = wrong.Count > 0 && unsteady.Count == 0 ? Outcome.Holds
            : wrong.Count > 0 && unsteady.Count < normalized ? Outcome.HoldsInPart
            : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"From each hidden layer back to the one before the gradient changed by factors of {Wording.List(none.Select(Factor))} without normalization. " +
            string.Join(" ", results.Where(result => result.Norm != Norm.None).GroupBy(result => result.Norm).Select(group =>
                $"{Wording.Sentence(group.Key.Text())}: {Wording.List(group.Select(result => Wording.Short(result.PerLayer)))}.")) +
            $" Over all layers batch norm's grew {Wording.Short(results.Where(result => result.Norm == Norm.Batch).Max(result => result.Ratio))} times at most." +
            $" Not steady: {Wording.List(unsteady.Concat(wrong).Select(result => $"{result.Norm.Text()} at x {Wording.Number(result.Scale)}"))}.");
    }

    private static bool IsSteady(DepthResult result) => result.PerLayer is < Steady and > 1 / Steady;

    private static string Factor(DepthResult result) => $"{Wording.Short(result.PerLayer)} (weights x {Wording.Number(result.Scale)})";

    private static DepthResult Result(Findings findings, Norm norm, double scale)
    {
        var curves = findings.Scale.Seeds(5).Select(seed => LengthsByLayer(findings, norm, scale, seed)).ToList();
        // The mean of logarithms: norms spread over powers of ten.
        var means = Enumerable.Range(0, HiddenLayers).Select(layer =>
            ExactMath.Exp(Sample.Of(curves.Select(curve => ExactMath.Log(curve[layer]))).Mean)).ToList();
        return new DepthResult(norm, scale, means);
    }

    /// <summary>The norm of the gradient by the output of each hidden dense layer.</summary>
    private static double[] LengthsByLayer(Findings findings, Norm norm, double scale, int seed)
    {
        var network = Architectures.Dense(norm, HiddenLayers, Batch, new Start(new Random(seed), (float)scale));
        var digits = findings.Data.Training.Take(0, Batch);
        var logits = network.Forward(digits.Pixels);
        var gradient = new float[logits.Length];
        Loss.Of(logits, digits.Labels, gradient);
        network.Backward(digits.Pixels, gradient);
        return
        [
            .. network.Layers.Select((layer, index) => (layer, index)).Where(pair => pair.layer is Linear).Take(HiddenLayers)
                .Select(pair => Length(network.OutputGradient(pair.index, Batch))),
        ];
    }

    private static double Length(ReadOnlySpan<float> values)
    {
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (double)value * value;
        }

        return Math.Sqrt(squares);
    }

    private static Figure Draw(double scale, IReadOnlyList<DepthResult> results) => new(
        "Mean of the seeds' logarithms; the gradient comes in at the right and goes back to the left.",
        new LineChart(
            $"Norm of the gradient by layer, first weights x {Wording.Number(scale)}",
            new Axis("hidden layer") { Ticks = [1, 5, 10, 15, 20] },
            new Axis("norm of the gradient") { IsLogarithmic = true },
            [.. results.Select(result => Lines.Of(result.Norm, result.GradientNorms.Select((value, layer) => new ChartPoint(layer + 1, value))))]).Draw());
}

/// <summary>The norm of the gradient by the output of each hidden layer.</summary>
internal sealed record DepthResult(Norm Norm, double Scale, IReadOnlyList<double> GradientNorms)
{
    /// <summary>That of the first layer, as a multiple of that of the last.</summary>
    public double Ratio => GradientNorms[0] / GradientNorms[^1];

    /// <summary>The same from one layer to the next, as a geometric mean.</summary>
    public double PerLayer => ExactMath.Exp(ExactMath.Log(Ratio) / (GradientNorms.Count - 1));
}
