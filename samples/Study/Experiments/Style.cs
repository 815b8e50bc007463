using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>What instance norm removes from an image.</summary>
internal sealed class Style : IExperiment
{
    private const int Shown = 6;
    private const double Faint = 0.3;

    public string Name => "Instance norm and contrast";

    public IEnumerable<Recipe> Recipes(Scale scale) => Lines.AllNorms.SelectMany(norm => Recipes(scale, norm));

    public Section Conclude(Findings findings)
    {
        var images = findings.Data.HeldBack.Take(0, Shown);
        var faint = Contrast.Greyed(images, Faint);
        var (normalized, faintNormalized) = (Normalize(images), Normalize(faint));
        var curves = Lines.AllNorms.Select(norm => new ContrastCurve(norm, [.. Enumerable.Range(0, Contrast.Levels.Count).Select(level =>
            Sample.Of(Recipes(findings.Scale, norm).Select(recipe => findings.Trainings[recipe].ContrastAccuracies[level])))])).ToList();
        var result = new StyleResult(
            Difference(images.Pixels, faint.Pixels), Difference(normalized, faintNormalized), Contrast.Levels, curves);
        return new Section(
            "style",
            "What instance norm removes: contrast",
            "Instance norm takes an image's contrast and brightness away and leaves what is drawn; that is why style transfer uses it.",
            $"Six held-back digits are drawn towards grey, to {Wording.Percent(Faint)} of their contrast, and go through a generated instance norm as they are. " +
            "Then the convolutional networks of the first experiment, which have seen full contrast only, are shown all held-back digits with fainter and fainter ink on white paper.",
            Judge(result))
        {
            Figures =
            [
                new Figure(
                    "Behind instance norm the two kinds are the same picture. The rows of normalized values go from -1.5 (white) to 1.5 (black).",
                    Pictures.Draw(
                        "Digits with full and with little contrast, before and after instance norm",
                        DigitsData.Side,
                        [
                            new PictureRow("as scanned", Split(images.Pixels), 0, 1),
                            new PictureRow("little contrast", Split(faint.Pixels), 0, 1),
                            new PictureRow("as scanned, normalized", Split(normalized), -1.5, 1.5),
                            new PictureRow("little contrast, normalized", Split(faintNormalized), -1.5, 1.5),
                        ])),
                new Figure(
                    "Mean over the seeds; the band goes from the worst to the best.",
                    new LineChart(
                        "Held-back digits recognized with fainter ink",
                        new Axis("ink, times") { Ticks = [.. Contrast.Levels] },
                        new Axis("recognized, %"),
                        [.. curves.Select(curve => Lines.Of(curve.Norm, curve.Accuracies.Select((sample, i) =>
                            new ChartPoint(Contrast.Levels[i], 100 * sample.Mean, 100 * sample.Least, 100 * sample.Most))))]).Draw()),
            ],
            Caveats =
            [
                "In these networks a convolution with a bias and a relu come before the first normalization, so contrast is not removed to the last bit there.",
                "Group and layer norm take the scale of an image away, too; batch norm goes by the contrast of the training set.",
                "Where contrast carries the answer, as brightness of a scan may, removing it does harm.",
            ],
            Results = result,
        };
    }

    public static Verdict Judge(StyleResult result)
    {
        var removes = result.DifferenceAfter < 0.02 * result.DifferenceBefore;
        var lowest = result.Contrasts.Count - 1;
        var instance = result.Curves.Single(curve => curve.Norm == Norm.Instance).Accuracies[lowest];
        var others = result.Curves.Where(curve => curve.Norm != Norm.Instance).ToList();
        var beaten = others.Where(curve => instance.IsClearlyAbove(curve.Accuracies[lowest])).ToList();
        var outcome = removes && beaten.Count == others.Count ? Outcome.Holds : removes || beaten.Count > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"Pixels of the two kinds differed by {Wording.Short(result.DifferenceBefore)} on average, behind instance norm by {Wording.Short(result.DifferenceAfter)}. " +
            $"With {Wording.Percent(result.Contrasts[lowest])} of the ink the network with instance norm recognized {instance.Percent}; " +
            $"the others {Wording.List(others.Select(curve => $"{curve.Accuracies[lowest].Percent} ({curve.Norm.Text()})"))}.");
    }

    private static IEnumerable<Recipe> Recipes(Scale scale, Norm norm) => Convergence.Recipes(scale, Architecture.Convolutional, norm);

    private static float[] Normalize(DigitSet images)
    {
        var output = new float[images.Pixels.Length];
        new PictureInstanceNorm().Infer(images.Pixels, output);
        return output;
    }

    private static float[][] Split(float[] pixels) => [.. pixels.Chunk(DigitsData.PixelsPerImage)];

    private static double Difference(float[] left, float[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Abs((double)left[i] - right[i]);
        }

        return sum / left.Length;
    }
}

/// <summary>What contrast does to a network.</summary>
internal sealed record ContrastCurve(Norm Norm, IReadOnlyList<Sample> Accuracies);

/// <summary>What is left of a difference in contrast.</summary>
/// <param name="DifferenceBefore">The mean difference of the pixels of images with full and with little contrast.</param>
/// <param name="DifferenceAfter">That of their normalized values.</param>
/// <param name="Contrasts">The contrasts that networks were shown.</param>
/// <param name="Curves">What they recognized.</param>
internal sealed record StyleResult(
    double DifferenceBefore, double DifferenceAfter, IReadOnlyList<double> Contrasts, IReadOnlyList<ContrastCurve> Curves);
