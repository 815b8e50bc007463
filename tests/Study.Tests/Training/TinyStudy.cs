using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Serialization;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Training;

namespace NormGen.Study.Tests.Training;

/// <summary>Every kind of network, normalization and setting of the study, on a handful of digits.</summary>
internal static class TinyStudy
{
    public const string Argument = "tiny-study";

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static IReadOnlyList<Recipe> Recipes { get; } =
    [
        .. new[] { Norm.None, Norm.Batch, Norm.Group, Norm.Instance, Norm.Layer }.Select(norm => Tiny(Architecture.Convolutional, norm)),
        .. new[] { Norm.None, Norm.Batch, Norm.Group, Norm.Layer }.Select(norm => Tiny(Architecture.Perceptron, norm)),
        .. new[] { Norm.None, Norm.Batch, Norm.Layer }.Select(norm => Tiny(Architecture.Recurrent, norm)),
        Tiny(Architecture.Convolutional, Norm.Batch) with { Following = Following.Cumulative, Population = true, Contrasts = true },
        Tiny(Architecture.Convolutional, Norm.Batch) with { GhostSize = 3 },
        Tiny(Architecture.Convolutional, Norm.None) with { Rate = 1e30 },
    ];

    /// <summary>The tier on the first line, and what the runs came to on the second.</summary>
    public static string Report(int threads)
    {
        var tier = Avx512F.IsSupported ? "AVX-512" : Fma.IsSupported ? "AVX2" : "portable";
        return tier + "\n" + JsonSerializer.Serialize(Histories(threads), Options);
    }

    public static IReadOnlyList<History> Histories(int threads)
    {
        var trainings = new Trainings();
        trainings.Run(Recipes, Data(), threads, _ => { });
        return [.. Recipes.Select(recipe => trainings[recipe])];
    }

    /// <summary>Few digits, so that code for a machine without fused multiplication, which is slow elsewhere, is done in seconds.</summary>
    public static DigitsData Data()
    {
        var data = DigitsData.Load();
        return new DigitsData(data.Training.Take(0, 24), data.HeldBack.Take(0, 12));
    }

    private static Recipe Tiny(Architecture architecture, Norm norm) =>
        new(architecture, norm) { Seed = 5, Epochs = 2, Images = 24, Batch = 12 };
}
