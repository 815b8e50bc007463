using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Interpretation;

/// <summary>The arrays that a function runs on, by the names of its regions. An access outside an array fails.</summary>
internal sealed class MemoryBlock
{
    private readonly Dictionary<string, Array> arrays = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Array> Arrays => arrays;

    /// <summary>Sets the array of a region: float[] or double[].</summary>
    public Array this[string region]
    {
        set => arrays[region] = value;
    }

    public float[] Floats(string region) => (float[])arrays[region];

    public double[] Doubles(string region) => (double[])arrays[region];

    public double[] Read(Region region, long at, int count)
    {
        Require(region, at, count);
        var lanes = new double[count];
        if (region.IsDouble)
        {
            Array.Copy(Doubles(region.Name), at, lanes, 0, count);
            return lanes;
        }

        var floats = Floats(region.Name);
        for (var lane = 0; lane < count; lane++)
        {
            lanes[lane] = floats[at + lane];
        }

        return lanes;
    }

    public void Write(Region region, long at, ReadOnlySpan<double> lanes)
    {
        Require(region, at, lanes.Length);
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (region.IsDouble)
            {
                Doubles(region.Name)[at + lane] = lanes[lane];
            }
            else
            {
                Floats(region.Name)[at + lane] = Single(lanes[lane]);
            }
        }
    }

    private void Require(Region region, long at, int count)
    {
        var length = arrays[region.Name].Length;
        if (count > 0 && (at < 0 || at + count > length))
        {
            throw new InterpretationException($"{region.Name}[{at}..{at + count}] is not within its {length} elements.");
        }
    }

    private static float Single(double value) =>
        (float)value is var single && (single == value || double.IsNaN(value))
            ? single
            : throw new InterpretationException($"{value:R} is stored as a float without having been rounded to one.");
}
