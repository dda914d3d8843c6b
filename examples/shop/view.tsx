import { Fragment, useState } from "react";
import { Button, Icon } from "./parts";
import receipt, { type Cart, type Item, State } from "./cart";

interface Props {
    cart: Cart;
}

export function View({ cart }: Props) {
    const [open, setOpen] = useState(false);
    return (
        <>
            {/* The <Icon> is shown when the cart is closed. */}
            <Button onClick={() => setOpen(!open)}>{open ? "Hide" : "Show"}</Button>
            {open && <pre>{receipt(cart)}</pre>}
        </>
    );
}
