using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Ir;
using NormGen.Ulp.Measured;
using Xunit;

namespace NormGen.Compiler.Tests.Functions;

/// <summary>
/// exp, expm1, sigmoid, tanh and erf by the code that is generated for them: within 2 ulp everywhere, with the same bits by every
/// instruction set. The program bench/Ulp does the same on all floats.
/// </summary>
public sealed class FunctionTests(ITestOutputHelper output)
{
    // A prime, so that all low bits occur: four million inputs for each function.
    private const int Every = 1021;

    // Neighbours of a special input are tried, too.
    private const int Near = 40;

    /// <summary>Where functions saturate, underflow, change their formula or round to another power of two.</summary>
    private static readonly float[] Landmarks =
    [
        0, float.Epsilon, 1.1754942e-38f, 1.17549435e-38f, 1e-10f, 1f / 4096, 0.34657359f, 0.5f, 0.6f, 0.925f, 1, 2, 3.92f, 4, 9.01f, 10, 17.3f, 20,
        44, 52, 87.33655f, 88.02969f, 88.722835f, 88.72284f, 89, 103.27893f, 103.97208f, 103.972084f, 104, 1000, 16777216, 1e30f, float.MaxValue,
        float.PositiveInfinity,
    ];

    public static TheoryData<string> Names => [.. MeasuredFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Within_two_ulp_over_the_whole_range(string name)
    {
        var found = Survey.Run(Named(name), MachineFacts.Runnable, Every);
        output.WriteLine($"{found.Worst} ulp at {found.At:R}, of {found.Inputs} inputs");
        Assert.True(found.Inputs > 2_000_000);
        Assert.InRange(found.Worst, 0, 2);
        Assert.Equal(0, found.OtherBits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Within_two_ulp_about_every_landmark(string name)
    {
        var function = Named(name);
        var inputs = Specials();
        foreach (var isa in MachineFacts.Runnable)
        {
            var outputs = new float[inputs.Length];
            FunctionProgram.Of(function, isa)(inputs, outputs);
            for (var index = 0; index < inputs.Length; index++)
            {
                var (x, y) = (inputs[index], outputs[index]);
                if (!function.UpToZero || !(x > 0))
                {
                    Assert.True(UlpDistance.Of(y, function.Exact(x)) <= 2, $"{name} of {x:R} by {isa.Name} is {y:R}");
                }
            }
        }
    }

    /// <summary>The code has the bits of the IR as it was before it was lowered, so the rows mean here what they say.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Code_has_the_bits_of_the_interpreter(string name)
    {
        var function = Named(name);
        var inputs = Specials();
        var memory = new MemoryBlock { ["input"] = inputs, ["output"] = new float[inputs.Length] };
        Interpreter.RunVirtual(FunctionProgram.Ir(function), memory, 0, new Dictionary<string, long> { ["count"] = inputs.Length });
        foreach (var isa in MachineFacts.Runnable)
        {
            var outputs = new float[inputs.Length];
            FunctionProgram.Of(function, isa)(inputs, outputs);
            var place = Bits.FirstDifference(memory.Floats("output"), outputs);
            Assert.True(place < 0 || (function.UpToZero && inputs[place] > 0), $"{name} of {inputs[Math.Max(place, 0)]:R} by {isa.Name}");
        }
    }

    [Theory]
    [InlineData("exp", float.NegativeInfinity, 0)]
    [InlineData("exp", -103.97208f, float.Epsilon)]
    [InlineData("exp", -103.972084f, 0)]
    [InlineData("exp", 0, 1)]
    [InlineData("exp", 88.72284f, float.PositiveInfinity)]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("expm1", float.NegativeInfinity, -1)]
    [InlineData("expm1", -float.Epsilon, -float.Epsilon)]
    [InlineData("sigmoid", float.NegativeInfinity, 0)]
    [InlineData("sigmoid", -100, 3.783506e-44f)]
    [InlineData("sigmoid", 0, 0.5f)]
    [InlineData("sigmoid", float.PositiveInfinity, 1)]
    [InlineData("tanh", -0f, -0f)]
    [InlineData("tanh", float.Epsilon, float.Epsilon)]
    [InlineData("tanh", float.NegativeInfinity, -1)]
    [InlineData("erf", -0f, -0f)]
    [InlineData("erf", float.PositiveInfinity, 1)]
    public void Known_values(string name, float x, float expected)
    {
        foreach (var isa in MachineFacts.Runnable)
        {
            var outputs = new float[16];
            FunctionProgram.Of(Named(name), isa)([.. Enumerable.Repeat(x, 16)], outputs);
            Assert.All(outputs, y => Assert.True(Bits.Same(expected, y), $"{y:R} by {isa.Name}"));
        }
    }

    [Theory]
    [InlineData(1f, 1.0, 0)]
    [InlineData(1f, 1 + (1.0 / (1 << 24)), 0.5)]
    [InlineData(0.99999994f, 1.0, 0.5)]
    [InlineData(float.Epsilon, 0.7e-45, 0.5)]
    [InlineData(float.PositiveInfinity, 3.4028235677973366e38, 0.5)]
    [InlineData(float.PositiveInfinity, 1e300, 0)]
    [InlineData(0f, -0.0, double.PositiveInfinity)]
    [InlineData(float.NaN, 1.0, double.PositiveInfinity)]
    [InlineData(float.NaN, double.NaN, 0)]
    public void Distances_are_in_ulp_of_the_exact_value(float actual, double exact, double expected) =>
        Assert.Equal(expected, UlpDistance.Of(actual, exact), 0.01);

    private static MeasuredFunction Named(string name) => MeasuredFunction.All.Single(function => function.Name == name);

    /// <summary>The landmarks and their neighbours, of both signs, and NaN, filled up to whole vectors.</summary>
    private static float[] Specials()
    {
        var inputs = new List<float> { float.NaN };
        foreach (var landmark in Landmarks)
        {
            for (var (step, x) = (0, landmark); step < Near; step++, x = MathF.BitIncrement(x))
            {
                inputs.AddRange([x, -x]);
            }

            for (var (step, x) = (0, landmark); step < Near; step++, x = MathF.BitDecrement(x))
            {
                inputs.AddRange([x, -x]);
            }
        }

        inputs.AddRange(Enumerable.Repeat(-1f, Value.Lanes - (inputs.Count % Value.Lanes)));
        return [.. inputs];
    }
}
