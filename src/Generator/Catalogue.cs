using NormGen.Generator.Elements;
using NormGen.Generator.Epilogues;
using NormGen.Generator.Layouts;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Spec;

namespace NormGen.Generator;

/// <summary>From the names that users write to the definitions behind them: one arm per value of an axis.</summary>
internal static class Catalogue
{
    public static Normalization Of(NormalizationKind kind) => kind switch
    {
        NormalizationKind.Batch => new BatchNorm(),
        NormalizationKind.Group => new GroupNorm(),
        NormalizationKind.Instance => new InstanceNorm(),
        NormalizationKind.Layer => new LayerNorm(),
        NormalizationKind.Rms => new RmsNorm(),
    };

    public static LayoutDefinition Of(Layout layout) => layout switch
    {
        Layout.NC => Nc.Definition,
        Layout.NCL => Ncl.Definition,
        Layout.NLC => Nlc.Definition,
        Layout.NCHW => Nchw.Definition,
        Layout.NHWC => Nhwc.Definition,
        Layout.NCDHW => Ncdhw.Definition,
        Layout.NDHWC => Ndhwc.Definition,
    };

    /// <summary>The user's function, or the activation.</summary>
    public static Epilogue EpilogueOf(KernelSpec kernel) =>
        kernel.Epilogue is { } epilogue ? new UserFunction(epilogue) : Of(kernel.Activation, kernel.Alpha);

    /// <param name="alpha">The parameter of the activations that have one; null for its default.</param>
    public static Epilogue Of(Activation activation, float? alpha = null) => activation switch
    {
        Activation.None => new Identity(),
        Activation.Relu => new Relu(),
        Activation.Relu6 => new Relu6(),
        Activation.LeakyRelu => new LeakyRelu(alpha),
        Activation.Elu => new Elu(alpha),
        Activation.Sigmoid => new Sigmoid(),
        Activation.Tanh => new Tanh(),
        Activation.Silu => new Silu(),
        Activation.Gelu => new Gelu(),
        Activation.GeluTanh => new GeluTanh(),
        Activation.HardSwish => new HardSwish(),
    };

    public static Element Of(ElementType element) => element switch
    {
        ElementType.Float32 => new Float32(),
        ElementType.SignedByte => new SignedByte(),
        ElementType.UnsignedByte => new UnsignedByte(),
    };
}
