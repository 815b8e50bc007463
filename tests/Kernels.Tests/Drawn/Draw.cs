using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>Draws declarations: every kind, layout, epilogue, pass and dialect, sizes at the call or compiled in. A seed gives the same one for ever.</summary>
internal sealed class Draw
{
    // Larger ones take longer to check than they could tell.
    private const int MostElements = 60_000;

    private static readonly int[] Sides = [1, 2, 3, 4, 5, 7, 8, 9, 14, 16, 28];
    private static readonly int[] ManyChannels = [96, 100, 127, 144, 192, 255, 256, 257, 320, 512];
    private static readonly int[] ManyFeatures = [100, 127, 128, 129, 256, 384, 385, 500, 768, 1000, 1023, 1024, 1025, 2000, 4096, 4097];
    private static readonly string[] Kinds = ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm", "RmsNorm"];
    private static readonly string[] Functions = ["SoftSign", "Ramp", "EveryMember", "QuickGelu"];
    private static readonly string[] Epsilons = ["1e-3", "1e-7", "0.5", "1e-12"];
    private static readonly string[] Slopes = ["0.2", "1.5", "-0.25", "0.001"];
    private static readonly string[] Momenta = ["0.25", "0.5", "double.NaN"];

    private readonly Random random;
    private readonly List<(string Name, string Value)> named = [];

    private Draw(int seed) => random = new Random(seed);

    public static Declaration Of(int seed) => new Draw(seed).Declaration();

    private Declaration Declaration()
    {
        var kind = Pick(Kinds);
        var isRows = kind is "LayerNorm" or "RmsNorm";
        int[] sizes = isRows ? Features() : kind == "GroupNorm" ? Groups(Channels()) : [Channels()];
        if (!isRows)
        {
            Space(sizes[^1]);
        }

        var preAdd = isRows && Chance(25);
        AddIf(preAdd, "PreAdd", "true");
        AddIf(!preAdd && Chance(25), "Residual", "true");
        AddIf(Chance(12), "Affine", "false");
        AddIf(kind == "RmsNorm" && Chance(30), "UnitOffset", "true");
        if (kind == "BatchNorm")
        {
            AddIf(Chance(50), "Dialect", "Dialect." + Pick(Enum.GetNames<Dialect>()));
            AddIf(Chance(15), "Momentum", Pick(Momenta));
        }

        AddIf(Chance(20), "Epsilon", Pick(Epsilons));
        Ending(canStoreIntegers: Chance(20));
        return new(kind, [.. sizes], [.. named]);
    }

    /// <summary>What follows the normalization, and which passes there are.</summary>
    private void Ending(bool canStoreIntegers)
    {
        if (Chance(10))
        {
            named.Add(("Epilogue", $"typeof({Pick(Functions)})"));
        }
        else if (Chance(60))
        {
            var activation = Pick(Enum.GetNames<Activation>());
            named.Add(("Activation", "Activation." + activation));
            AddIf(activation is "LeakyRelu" or "Elu" && Chance(50), "Alpha", Pick(Slopes));
        }

        AddIf(canStoreIntegers, "Passes", "Passes.Inference");
        AddIf(canStoreIntegers && Chance(30), "Quantization", "Quantization." + Pick(Enum.GetNames<Quantization>()[1..]));
    }

    /// <summary>A layout, and for about half of the layers its sizes.</summary>
    private void Space(int channels)
    {
        var layout = Pick(Enum.GetNames<Layout>());
        AddIf(layout != "NCHW", "Layout", "Layout." + layout);
        string[] axes = layout switch
        {
            "NC" => [],
            "NCL" or "NLC" => ["Length"],
            "NCHW" or "NHWC" => ["Height", "Width"],
            _ => ["Depth", "Height", "Width"],
        };
        if (Chance(45))
        {
            return;
        }

        var side = Pick(Sides);
        var sides = axes.Select(_ => Chance(50) ? side : random.Next(1, 20)).ToArray();
        var elements = sides.Aggregate(channels, (product, next) => product * next);
        foreach (var (axis, length) in axes.Zip(elements > MostElements ? axes.Select(_ => 3) : sides))
        {
            named.Add((axis, length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private int Channels() => random.Next(5) switch
    {
        0 => random.Next(1, 5),
        1 => random.Next(1, 34),
        2 => 16 * random.Next(1, 9),
        3 => random.Next(1, 131),
        _ => Pick(ManyChannels),
    };

    private int[] Groups(int channels)
    {
        int[] divisors = [.. Enumerable.Range(1, channels).Where(groups => channels % groups == 0)];
        return [Pick(divisors), channels];
    }

    private int[] Features() => random.Next(4) switch
    {
        0 => [random.Next(1, 65)],
        1 => [random.Next(1, 9), random.Next(1, 9)],
        2 => [random.Next(1, 5), random.Next(1, 8), random.Next(1, 8)],
        _ => [Pick(ManyFeatures)],
    };

    private void AddIf(bool condition, string name, string value)
    {
        if (condition)
        {
            named.Add((name, value));
        }
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
