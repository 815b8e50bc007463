using System;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>What an output is where the value before the activation is exact.</summary>
internal static class Activated
{
    // 4u: twice the 2u of the output, and of the value where a function cancels.
    private const double Precision = 4.0 / (1 << 24);

    public static void Require(LayerCase layer, double value, float output)
    {
        if (layer.Epilogue is not null)
        {
            Assert.Equal(layer.UserFunction!.Value((float)value, 1), output);
            return;
        }

        var expected = layer.Function.Value(value);
        if (IsExact(layer.Activation) || !double.IsFinite(value))
        {
            Assert.Equal((float)expected, output);
        }
        else
        {
            Assert.Equal(expected, output, Precision * (Math.Abs(expected) + Math.Abs(value)));
        }
    }

    /// <summary>Whether the activation of a float is rounded once at most.</summary>
    private static bool IsExact(Activation activation) =>
        activation is Activation.None or Activation.Relu or Activation.Relu6 or Activation.LeakyRelu;
}
