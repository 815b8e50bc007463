using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The members of a batch norm layer.</summary>
internal sealed class BatchNormLayer(CodeWriter writer, LayerSpec layer, string kernel)
{
    private const string Nested = "Frozen";

    private const string Pool = "global::System.Buffers.ArrayPool<float>.Shared";

    // Tables up to this many floats, a quarter of a small thread's stack, live on the stack of Infer; larger ones are borrowed.
    private const int LargestStackTable = 1 << 16;

    private readonly LayerMethods methods = new(writer, layer, kernel);

    private int Coefficients => KernelCompiler.Tables(layer.Kernel).InferCoefficients;

    private bool Trains => layer.Passes == Passes.All;

    private string Name => layer.Target.NameInNamespace;

    public void Write()
    {
        // No attributes on the class: the user's half may carry the same ones, and most may stand only once.
        using (writer.Braces($"partial class {layer.Target.Name} : global::NormGen.NormalizationLayer"))
        {
            Constants();
            State();
            Parameters();
            Infer();
            if (Trains)
            {
                Forward();
                Backward("Backward", "The gradients of the last Forward, on the same input", "The input of the last Forward, unchanged.");
                Backward("InferBackward", "The gradients of Infer, for training on with frozen statistics", "The input of Infer.");
                Reserve();
            }

            Freeze();
            RunPass();
        }
    }

    private void Constants()
    {
        Constant("Channels", "The number of channels.", layer.Channels);
        if (!layer.SpatialSizeAtCall)
        {
            Constant("SpatialSize", "The number of positions in a sample.", layer.SpatialSize);
            Constant("ElementsPerSample", "The number of values in a sample.", layer.SpatialSize * layer.Channels);
        }
    }

    private void Constant(string name, string summary, int value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const int {name} = {Literals.Integer(value)};");
        writer.Line();
    }

    private void State()
    {
        var sizes = string.Concat(layer.SpatialSizes.Select(size => ", " + Literals.Integer(size)));
        // Not kept in fields: a static field of the user's half that holds a layer may be set before those of this half.
        writer.Line("private static global::NormGen.Runtime.TensorShape Shape =>");
        writer.Line($"    new(\"{Name}\", \"{layer.LayoutDefinition.Letters}\", {Literals.Integer(layer.Channels)}{sizes});");
        writer.Line();
        writer.Line("private static global::NormGen.Runtime.BatchNormOptions Options => new()");
        writer.Line("{");
        writer.Line($"    Epsilon = {Literals.Double(layer.Epsilon)},");
        writer.Line($"    Momentum = {(double.IsNaN(layer.Momentum) ? "double.NaN" : Literals.Double(layer.Momentum))},");
        writer.Line($"    Dialect = global::NormGen.Dialect.{layer.Dialect},");
        writer.Line($"    Affine = {Boolean(layer.Affine)},");
        writer.Line($"    Residual = {Boolean(layer.Residual)},");
        writer.Line($"    Activation = global::NormGen.Activation.{layer.Activation},");
        writer.Line($"    Passes = global::NormGen.Passes.{layer.Passes},");
        writer.Line("};");
        writer.Line();
        writer.Line("private readonly global::NormGen.Runtime.BatchNormState state;");
        writer.Line();
        writer.Line("/// <summary>Makes a layer with gamma 1, beta 0, running mean 0 and running variance 1.</summary>");
        using (writer.Braces($"public {layer.Target.Name}() : this(new global::NormGen.Runtime.BatchNormState(Shape, Options, {kernel}.Workspace))"))
        {
        }

        writer.Line();
        using (writer.Braces($"private {layer.Target.Name}(global::NormGen.Runtime.BatchNormState state) : base(state)"))
        {
            writer.Line("this.state = state;");
        }
    }

    private static string Boolean(bool value) => value ? "true" : "false";

    private void Parameters()
    {
        if (layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "Gamma", "The scale of each channel; starts at 1.");
            Property(LayerMethods.WrittenSpan, "Beta", "The shift of each channel; starts at 0.");
        }

        var estimate = layer.Dialect == Dialect.PyTorch ? "unbiased" : "that of the population";
        Property(LayerMethods.WrittenSpan, "RunningMean", "The running mean of each channel, which Infer subtracts; starts at 0.");
        Property(LayerMethods.WrittenSpan, "RunningVariance", $"The running variance of each channel, {estimate}, by whose root Infer divides; starts at 1.");
        Summary("How many batches the running statistics have seen.");
        using (writer.Braces("public long BatchesTracked"))
        {
            writer.Line("get => state.BatchesTracked;");
            writer.Line("set => state.BatchesTracked = value;");
        }

        if (Trains && layer.Affine)
        {
            Property(LayerMethods.WrittenSpan, "GammaGradient", "The gradient of Gamma; overwritten by each Backward.");
            Property(LayerMethods.WrittenSpan, "BetaGradient", "The gradient of Beta; overwritten by each Backward.");
        }

        if (Trains)
        {
            Property(LayerMethods.ReadSpan, "SavedMean", "The mean of each channel in the last Forward.");
            Property(LayerMethods.ReadSpan, "SavedRstd", "1 / sqrt(variance + epsilon) of each channel in the last Forward.");
        }
    }

    private void Property(string type, string name, string summary)
    {
        Summary(summary);
        writer.Line($"public {type}{name} => state.{name};");
    }

    private IReadOnlyList<TensorParameter> ForwardTensors(string input) =>
    [
        new("input", false, input),
        .. Residual(new TensorParameter("residual", false, "What is added to the normalized value; as long as the input.")),
        new("output", true, $"The output, as long as the input; may be exactly the input{(layer.Residual ? " or the residual" : "")}."),
    ];

    private IReadOnlyList<TensorParameter> BackwardTensors(string input) =>
    [
        new("input", false, input),
        .. Residual(new TensorParameter("residual", false, "The residual that went with the input.")),
        new("outputGradient", false, "The gradient of the loss by the output."),
        new("inputGradient", true, "Where the gradient by the input goes; may be exactly outputGradient."),
        .. Residual(new TensorParameter("residualGradient", true, "Where the gradient by the residual goes; may be exactly outputGradient, if inputGradient is not.")),
    ];

    private IEnumerable<TensorParameter> Residual(TensorParameter parameter) => layer.Residual ? [parameter] : [];

    private void Infer()
    {
        Summary("Normalizes by the running statistics. Reads only: any number of threads may call it while nobody writes parameters or trains.");
        using (methods.Begin("Infer", ForwardTensors($"The input, {ShapeText}.")))
        {
            var fitsStack = Coefficients <= LargestStackTable;
            writer.Line(fitsStack
                ? $"global::System.Span<float> coefficients = stackalloc float[{kernel}.Coefficients];"
                : $"var coefficients = {Pool}.Rent({kernel}.Coefficients);");
            methods.Call("Prepare", coefficients: "ref coefficients[0]");
            methods.Call("Infer", coefficients: "ref coefficients[0]");
            if (!fitsStack)
            {
                writer.Line($"{Pool}.Return(coefficients);");
            }
        }
    }

    private void Forward()
    {
        Summary("Training: normalizes by the statistics of the input, saves them and updates the running statistics.");
        using (methods.Begin("Forward", ForwardTensors($"The input, {ShapeText}; more than one value per channel.")))
        {
            methods.Call("Forward");
            writer.Line("state.CompleteForward(extent);");
        }
    }

    private void Backward(string name, string summary, string input)
    {
        Summary($"{summary}: by the input,{(layer.Residual ? " by the residual," : "")} and by gamma and beta.");
        using (methods.Begin(name, BackwardTensors(input)))
        {
            methods.Call(name);
        }
    }

    private void Reserve()
    {
        Summary("Prepares for batches up to a size, so that later calls allocate nothing; this layer never has to grow.");
        writer.Line("/// <param name=\"batch\">The number of samples, 0 or more.</param>");
        using (writer.Braces("public void Reserve(int batch)"))
        {
            writer.Line("state.Reserve(batch);");
        }
    }

    private void Freeze()
    {
        Summary("An immutable, thread-safe copy for inference, with the work that does not depend on the input done.");
        using (writer.Braces($"public {Nested} Freeze()"))
        {
            writer.Line($"return new {Nested}(state);");
        }

        Summary($"Inference with the parameters and running statistics of a {Name} as they were when it was frozen.");
        using (writer.Braces($"public sealed class {Nested}"))
        {
            writer.Line("private readonly global::NormGen.Runtime.FrozenBatchNorm state;");
            writer.Line();
            using (writer.Braces($"internal {Nested}(global::NormGen.Runtime.BatchNormState layer)"))
            {
                writer.Line($"state = new global::NormGen.Runtime.FrozenBatchNorm(layer, {kernel}.Coefficients);");
                methods.Call("Prepare", owner: "layer", coefficients: "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(state.Coefficients)");
            }

            Summary("The most threads that a call may use, 1 at first or what the layer had; -1 for all processors. It changes no bit of a result.");
            using (writer.Braces("public int MaxDegreeOfParallelism"))
            {
                writer.Line("get => state.MaxDegreeOfParallelism;");
                writer.Line("set => state.MaxDegreeOfParallelism = value;");
            }

            Summary("Normalizes with the bits of the layer's Infer.");
            using (methods.Begin("Infer", ForwardTensors($"The input, {ShapeText}.")))
            {
                methods.Call("Infer");
            }
        }
    }

    private void RunPass()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("public override void RunPass(global::NormGen.Pass pass, in global::NormGen.PassTensors tensors)"))
        using (writer.Braces("switch (pass)"))
        {
            Case("Infer", "Infer", ForwardTensors(""));
            Case("FrozenInfer", "Freeze().Infer", ForwardTensors(""));
            if (Trains)
            {
                Case("Forward", "Forward", ForwardTensors(""));
                Case("Backward", "Backward", BackwardTensors(""));
                Case("InferBackward", "InferBackward", BackwardTensors(""));
            }

            writer.Line("default:");
            writer.Line("    throw NoSuchPass(pass);");
        }
    }

    private void Case(string pass, string method, IEnumerable<TensorParameter> tensors)
    {
        var arguments = tensors.Select(tensor => "tensors." + char.ToUpperInvariant(tensor.Name[0]) + tensor.Name.Substring(1));
        writer.Line($"case global::NormGen.Pass.{pass}:");
        writer.Line($"    {method}({string.Join(", ", layer.SpatialSizeAtCall ? arguments.Append("tensors.Batch") : arguments)});");
        writer.Line("    break;");
    }

    private void Summary(string text)
    {
        writer.Line();
        writer.Line($"/// <summary>{text}</summary>");
    }

    private string ShapeText
    {
        get
        {
            var sizes = layer.SpatialSizes.Count == 0 ? "" : ": " + string.Join(" x ", Sized());
            return layer.LayoutDefinition.Letters + sizes;
        }
    }

    private string[] Sized()
    {
        var spatial = 0;
        return
        [
            .. layer.LayoutDefinition.Axes.Select(axis => axis switch
            {
                Layouts.Axis.Batch => "batch",
                Layouts.Axis.Channel => Literals.Integer(layer.Channels),
                _ => Literals.Integer(layer.SpatialSizes[spatial++]),
            }),
        ];
    }
}
