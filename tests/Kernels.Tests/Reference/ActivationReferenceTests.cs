using System;
using System.Linq;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>The activations of the reference at points that are known, at kinks, past the ends, and against differences.</summary>
public class ActivationReferenceTests
{
    private const double Precision = 1e-15;

    public static TheoryData<Activation> All => new(Enum.GetValues<Activation>());

    // Values to twenty digits, from the definitions in arithmetic of forty.
    [Theory]
    [InlineData(Activation.Sigmoid, 1, 0.73105857863000487926)]
    [InlineData(Activation.Sigmoid, -100, 3.7200759760208359630e-44)]
    [InlineData(Activation.Tanh, 0.5, 0.46211715726000975850)]
    [InlineData(Activation.Silu, -1.25, -0.27837517353163606625)]
    [InlineData(Activation.Gelu, 1, 0.84134474606854294859)]
    [InlineData(Activation.Gelu, -3, -0.00404969409489028358)]
    [InlineData(Activation.Gelu, -10, -7.6198530241605260660e-23)]
    [InlineData(Activation.GeluTanh, 1, 0.84119199060827670478)]
    [InlineData(Activation.Elu, -1e-9, -9.9999999950000006245e-10)]
    [InlineData(Activation.Elu, -2, -0.86466471676338730811)]
    [InlineData(Activation.LeakyRelu, -2, -0.02)]
    [InlineData(Activation.HardSwish, 1, 0.66666666666666666667)]
    [InlineData(Activation.HardSwish, -4, 0)]
    [InlineData(Activation.Relu6, 7, 6)]
    public void Values(Activation activation, double x, double expected) =>
        Assert.Equal(expected, ActivationReference.Value(activation, x), Math.Abs(expected) * 16 * Precision);

    [Theory]
    [InlineData(Activation.Relu, 0, 0)]
    [InlineData(Activation.Relu6, 0, 0)]
    [InlineData(Activation.Relu6, 6, 0)]
    [InlineData(Activation.LeakyRelu, 0, 0.25)]
    [InlineData(Activation.Elu, 0, 0.25)]
    [InlineData(Activation.HardSwish, -3, 0)]
    [InlineData(Activation.HardSwish, 3, 1)]
    public void A_kink_has_the_derivative_of_PyTorch(Activation activation, double x, double expected) =>
        Assert.Equal(expected, ActivationReference.Derivative(activation, x, alpha: 0.25));

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_stays_NaN(Activation activation)
    {
        Assert.True(double.IsNaN(ActivationReference.Value(activation, double.NaN)));
        Assert.Equal(
            activation is Activation.None or Activation.Relu ? 1 : double.NaN,
            ActivationReference.Derivative(activation, double.NaN));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Derivatives_are_slopes(Activation activation)
    {
        const double Step = 1e-5;
        foreach (var x in Enumerable.Range(-160, 321).Select(index => (index / 16.0) + 0.03))
        {
            var slope = (ActivationReference.Value(activation, x + Step, 0.3) - ActivationReference.Value(activation, x - Step, 0.3)) / (2 * Step);
            Assert.Equal(slope, ActivationReference.Derivative(activation, x, 0.3), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_derivative_is_steeper_than_is_said(Activation activation)
    {
        var function = new ActivationFunction(activation, -2.5);
        var steepest = Enumerable.Range(-20_000, 40_001).Max(index => Math.Abs(function.Derivative(index / 1000.0)));
        Assert.InRange(steepest, 0, function.Steepness);
    }

    [Fact]
    public void What_is_no_activation_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationReference.Value((Activation)999, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationReference.Derivative((Activation)999, 1));
    }

    [Theory]
    [InlineData(0.5, 0.52049987781304653768, 0.47950012218695346232)]
    [InlineData(-1, -0.84270079294971486934, 1.8427007929497148693)]
    [InlineData(1.9375, 0.99385680639521319999, 0.0061431936047868000069)]
    [InlineData(2.0625, 0.99646375087479021101, 0.0035362491252097889874)]
    [InlineData(3, 0.99997790950300141456, 2.2090496998585441373e-5)]
    [InlineData(-5, -0.99999999999846254021, 1.9999999999984625402)]
    [InlineData(10, 1, 2.0884875837625447570e-45)]
    [InlineData(26, 1, 5.6631924088561428464e-296)]
    [InlineData(30, 1, 0)]
    [InlineData(double.NegativeInfinity, -1, 2)]
    public void The_error_function(double x, double value, double complement)
    {
        Assert.Equal(value, ErrorFunctionReference.Value(x), 4 * Precision);
        Assert.Equal(complement, ErrorFunctionReference.Complement(x), Math.Abs(complement) * 200 * Precision);
    }

    [Fact]
    public void The_error_function_of_NaN_is_NaN()
    {
        Assert.True(double.IsNaN(ErrorFunctionReference.Value(double.NaN)));
        Assert.True(double.IsNaN(ErrorFunctionReference.Complement(double.NaN)));
    }

    [Fact]
    public void Series_and_fraction_of_the_error_function_meet()
    {
        var (below, above) = (ErrorFunctionReference.Complement(2), ErrorFunctionReference.Complement(Math.BitIncrement(2.0)));
        Assert.Equal(below, above, below * 200 * Precision);
    }
}
