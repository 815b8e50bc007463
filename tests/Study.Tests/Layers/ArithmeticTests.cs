using System;
using NormGen.Samples.Study.Layers;
using Xunit;

namespace NormGen.Study.Tests.Layers;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 9, 16)]
    [InlineData(7, 5, 21)]
    [InlineData(9, 64, 10)]
    public void A_product_has_the_bits_of_plain_loops(int rows, int columns, int width)
    {
        var random = new Random(1);
        var (a, b) = (FiniteDifferences.Values(random, rows * columns), FiniteDifferences.Values(random, columns * width));
        var (sum, transposedSum, plain) = (new float[rows * width], new float[rows * width], new float[rows * width]);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < width; column++)
            {
                for (var k = 0; k < columns; k++)
                {
                    plain[row * width + column] += b[k * width + column] * a[row * columns + k];
                }
            }
        }

        var transposed = new float[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            transposed[i % columns * rows + i / columns] = a[i];
        }

        Product.Add(LeftMatrix.Of(a, rows, columns), b, sum);
        Product.Add(LeftMatrix.Transposed(transposed, columns, rows), b, transposedSum);

        Assert.Equal(plain, sum);
        Assert.Equal(plain, transposedSum);
    }

    [Fact]
    public void A_product_of_other_sizes_is_refused() => Assert.Throws<ArgumentException>(() =>
        Product.Add(LeftMatrix.Of(new float[6], 2, 3), new float[6], new float[5]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.3)]
    [InlineData(20.5)]
    [InlineData(-300)]
    public void Exp_agrees_with_the_library(double x) => Assert.Equal(1, ExactMath.Exp(x) / Math.Exp(x), 1e-14);

    [Theory]
    [InlineData(1e-200)]
    [InlineData(0.3)]
    [InlineData(1.5)]
    [InlineData(123456.7)]
    public void Log_agrees_with_the_library(double x) => Assert.Equal(1, ExactMath.Log(x) / Math.Log(x), 1e-14);

    [Theory]
    [InlineData(-9)]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(80)]
    public void Tanh_agrees_with_the_library(float x) => Assert.Equal(MathF.Tanh(x), ExactMath.Tanh(x), 1e-7);

    [Fact]
    public void Values_at_the_ends_are_those_of_the_limits()
    {
        Assert.Equal(0, ExactMath.Exp(-1e300));
        Assert.Equal(double.PositiveInfinity, ExactMath.Exp(1e300));
        Assert.Equal(double.NegativeInfinity, ExactMath.Log(0));
        Assert.Equal(0, ExactMath.Log(1));
        Assert.True(double.IsNaN(ExactMath.Exp(double.NaN)) && double.IsNaN(ExactMath.Log(-1)) && double.IsNaN(ExactMath.Log(double.NaN)));
    }
}
